import Foundation
import Language
import Models

/// What the contents of outside files are, for the identities of the steps that read them.
final class Fingerprints {
  private let base: URL
  private let index: LedgerIndex
  /// What could not be read, each once.
  private(set) var missing: [String] = []
  /// What was opened before, by what the recipe says of it: the cells of a sweep mostly share their data.
  private var known: [String: String] = [:]

  /// - Parameter ledger: remembers the hashes of large files.
  init(base: URL, ledger: Ledger) {
    self.base = base
    index = ledger.index
  }

  func of(_ kind: StepKind, _ configuration: Configuration) -> String {
    let source = DataSource(configuration: configuration, base: base)
    do {
      switch kind.name {
      case "prepare":
        return try remembered("data.source", configuration) {
          let dataset = try source.training()
          try source.requireFit(dataset)
          return [dataset.fingerprint, try source.prompts.map(digest)].compactMap(\.self).joined(separator: " ")
        }
      case "tune":
        let backbone = try Backbone.folder(configuration, base: base)
          .map { try ModelFolder($0).files.map(digest).joined(separator: " ") }
        let encoder = try EncoderBuilder(configuration: configuration, base: base).startFile.map(digest)
        return [backbone, encoder].compactMap(\.self).joined(separator: " ")
      case "prepare-evaluation":
        return try remembered("eval.source", configuration) { try source.evaluation()?.fingerprint ?? "" }
      case "score": return try source.scoringFiles().map(digest).joined(separator: " ")
      default: return ""
      }
    } catch {
      let reason = "\(error)"
      if !missing.contains(reason) { missing.append(reason) }
      return ""
    }
  }

  private func digest(of file: URL) throws(DataError) -> String {
    try FileDigest.of(file, rememberedBy: index)
  }

  private func remembered(
    _ path: String, _ configuration: Configuration, _ make: () throws -> String
  ) rethrows -> String {
    let prompts = configuration.canonical("data.prompts")
    let key = [path, configuration.canonical(path), prompts, configuration.choice("train.task")]
      .joined(separator: "\n")
    if let text = known[key] { return text }
    let text = try make()
    known[key] = text
    return text
  }

  /// - Throws: `MissingFiles` if something could not be read.
  func check() throws(MissingFiles) { if !missing.isEmpty { throw MissingFiles(reasons: missing) } }
}

/// Data or weights that a recipe names are not there, or cannot be read.
public struct MissingFiles: Error, CustomStringConvertible {
  public let reasons: [String]

  public var description: String { reasons.joined(separator: "\n") }
}
