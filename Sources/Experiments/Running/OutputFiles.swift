import Foundation

/// The files of a table or figure in its step's folder.
enum OutputFiles {
  private static let bookkeeping: Set<String> = ["step.json", "step.json.sha256", "attempt.json"]

  static func names(in folder: URL) -> [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.filter { !bookkeeping.contains($0) }.sorted()
  }
}
