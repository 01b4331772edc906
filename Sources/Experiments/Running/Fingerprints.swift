import Foundation
import Language
import Models

/// What the contents of outside files are, for the identities of the steps that read them.
final class Fingerprints {
  private let base: URL
  private var failure: (any Error)?

  init(base: URL) { self.base = base }

  func of(_ kind: StepKind, _ configuration: Configuration) -> String {
    let source = DataSource(configuration: configuration, base: base)
    do {
      switch kind.name {
      case "prepare": return try source.training().fingerprint
      case "tune":
        let backbone = try Backbone.folder(configuration["model.llm"], base: base)
          .map { try ModelFolder($0).files.map(FileDigest.of).joined(separator: " ") }
        let encoder = try EncoderBuilder(configuration: configuration, base: base).startFile.map(FileDigest.of)
        return [backbone, encoder].compactMap(\.self).joined(separator: " ")
      case "generate": return try source.evaluation()?.fingerprint ?? ""
      case "score": return try source.scoringFiles().map(FileDigest.of).joined(separator: " ")
      default: return ""
      }
    } catch {
      failure = failure ?? error
      return ""
    }
  }

  /// - Throws: The first thing that could not be read.
  func check() throws { if let failure { throw failure } }
}
