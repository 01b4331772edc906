import Foundation
import Language

/// The files of a table or figure in its step's folder.
enum OutputFiles {
  /// What the ledger writes beside them.
  private static let bookkeeping: Set = [
    Ledger.manifestName, SealedFolder.sealName(of: Ledger.manifestName), StepWorkspace.attemptName,
  ]

  /// Every number of all tables as a LaTeX macro.
  private static let numbers = "numbers.tex"

  /// The file of a table's numbers as LaTeX macros.
  static func numbers(of table: String) -> String { "\(table)-\(numbers)" }

  /// Has one file bring in the numbers of every table in the folder.
  static func gatherNumbers(in folder: URL) throws {
    let parts = names(in: folder).filter { $0.hasSuffix("-\(numbers)") }
    guard !parts.isEmpty else { return }
    let text = parts.map { "\\input{\($0.dropLast(".tex".count))}\n" }.joined()
    let file = folder.appending(path: numbers)
    if (try? String(contentsOf: file, encoding: .utf8)) != text {
      try text.write(to: file, atomically: true, encoding: .utf8)
    }
  }

  static func names(in folder: URL) -> [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.filter { !bookkeeping.contains($0) }.sorted()
  }
}

extension Program {
  /// Where tables and figures are put for the user; for a recipe that has scales in a folder for each, so that none
  /// takes the place of another.
  func outputFolder(in ledger: Ledger) -> URL {
    let folder = ledger.folder.appending(path: "outputs")
    return scales.isEmpty ? folder : folder.appending(path: scale ?? "")
  }

  /// What a table or figure says about the scale of its recipe; nil where that is the paper's own, or there are none.
  var scaleNote: String? {
    guard !scales.isEmpty, let scale, scale != "paper" else { return nil }
    return "Scale “\(scale)”"
  }
}
