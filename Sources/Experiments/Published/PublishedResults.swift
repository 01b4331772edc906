import Foundation
import Language

/// The numbers of a published table or figure, from a small file of this project's own: a line for each row, with the
/// values of options as recipes call them, and scores.
package struct PublishedResults {
  /// Where they were published.
  package let source: String
  let cells: [Results.CellResult]

  package var rowCount: Int { cells.count }

  /// What there are files for.
  package static let names =
    ([1, 2, 3, 4, 5, 9, 10, 11, 12, 13, 14, 15].map { "table-\($0)" }) + (2...6).map { "figure-\($0)" }

  private static var folder: URL { Bundle.module.bundleURL.appending(path: "Resources/published") }

  /// What a table or figure sets beside ours; nil where it shows ours alone.
  /// - Throws: `DataError` if its file cannot be read.
  init?(_ output: Output, catalog: Catalog) throws {
    guard let name = output["published"]?.head, name != "none" else { return nil }
    try self.init(named: name, catalog: catalog)
  }

  /// The file of that name.
  /// - Throws: `DataError` if it cannot be read.
  package init(named name: String, catalog: Catalog) throws {
    let url = Self.folder.appending(path: "\(name).tsv")
    guard let text = try? String(contentsOf: url, encoding: .utf8) else {
      throw DataError("\(url.path) cannot be read.")
    }
    try self.init(text: text, name: name, catalog: catalog)
  }

  /// - Throws: `DataError` for a line that has more or fewer fields than the head, or a score that is no number.
  package init(text: String, name: String, catalog: Catalog) throws {
    let lines = text.split(separator: "\n").map(String.init)
    source = lines.filter { $0.hasPrefix("#") }.map { $0.drop { "# ".contains($0) } }.joined(separator: " ")
    let table = lines.filter { !$0.hasPrefix("#") }.map { $0.split(separator: "\t", omittingEmptySubsequences: false) }
    guard let head = table.first?.map(String.init) else { throw DataError("\(name) holds no published numbers.") }
    cells = try table.dropFirst().map { fields in
      guard fields.count == head.count else {
        throw DataError(
          "\(name): expected \(head.count) fields, found \(fields.count) in “\(fields.joined(separator: " "))”.")
      }
      var texts: [String: String] = [:]
      var scores: [String: RecordedScore] = [:]
      for (title, field) in zip(head, fields) where !field.isEmpty {
        guard catalog.metric(title) != nil else {
          texts[title] = String(field)
          continue
        }
        guard let value = Double(field) else {
          throw DataError("\(name): expected a number for \(title), found “\(field)”.")
        }
        scores[title] = RecordedScore(value)
      }
      return Results.CellResult(published: texts, scores, catalog: catalog)
    }
  }
}
