import Foundation
import Metrics

/// Candidate texts beside their references, from files that any tool writes.
///
/// Plain text has one text a line; JSON lines, CSV and TSV have fields. Several references of one candidate come as a
/// list in JSON.
public struct PairedTexts: Equatable, Sendable {
  /// Nil where a line holds no candidate: it counts as wrong.
  public let candidates: [String?]
  public let references: [[String]]

  /// The names under which fields are looked for, the first that is there.
  public static let candidateFields = ["candidate", "generated", "prediction", "hypothesis"]
  public static let referenceFields = ["reference", "references", "target", "report"]

  /// Both from one file with fields: JSON lines, as our own `samples.jsonl`, CSV or TSV.
  /// - Throws: `DataError` with the file and line.
  public init(pairs url: URL) throws(DataError) {
    let rows = try TextRows(url)
    guard !rows.isPlain else {
      throw DataError("\(url.path) is plain text: give two such files as --candidates and --references.")
    }
    try self.init(rows, rows)
  }

  /// From two files, line by line.
  /// - Throws: `DataError` when a file cannot be read or one is longer than the other.
  public init(candidates: URL, references: URL) throws(DataError) {
    try self.init(TextRows(candidates), TextRows(references))
  }

  private init(_ candidates: TextRows, _ references: TextRows) throws(DataError) {
    self.candidates = try candidates.texts(Self.candidateFields).map(\.first)
    self.references = try references.texts(Self.referenceFields)
    guard self.candidates.count == self.references.count else {
      throw DataError(
        "\(candidates.name) has \(self.candidates.count) texts and \(references.name) has \(self.references.count).")
    }
    guard let empty = self.references.firstIndex(where: \.isEmpty) else { return }
    throw DataError("\(references.name), text \(empty + 1): there is no reference.")
  }

  /// - Throws: `MetricError`.
  public func corpus() throws(MetricError) -> Corpus { try Corpus(candidates: candidates, references: references) }
}

/// The rows of a file: lines of text, or fields by name.
private struct TextRows {
  let name: String
  private let content: Content

  private enum Content {
    case lines([String])
    case objects([[String: Any]])
    case table(CSV)
  }

  var isPlain: Bool { if case .lines = content { true } else { false } }

  init(_ url: URL) throws(DataError) {
    name = url.lastPathComponent
    guard let data = try? Data(contentsOf: url) else { throw DataError("\(url.path) cannot be read.") }
    switch url.pathExtension {
    case "csv": content = .table(try CSV(data, file: name))
    case "tsv": content = .table(try CSV(data, file: name, separator: UInt8(ascii: "\t")))
    case "jsonl", "json", "ndjson": content = .objects(try Self.objects(data, name))
    default:
      var lines = data.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map { line in
        String(decoding: line.last == UInt8(ascii: "\r") ? line.dropLast() : line, as: UTF8.self)
      }
      if lines.last == "" { lines.removeLast() }
      content = .lines(lines)
    }
  }

  /// The texts of the first of these fields that there is.
  func texts(_ fields: [String]) throws(DataError) -> [[String]] {
    switch content {
    case .lines(let lines): return lines.map { [$0] }
    case .table(let table):
      guard let field = fields.first(where: table.columns.contains) else { throw missing(fields, table.columns) }
      let column = try table.column(field)
      return (0..<table.count).map { [table.field(column, ofRow: $0)] }
    case .objects(let objects):
      let known = Set(objects.flatMap(\.keys))
      guard let field = fields.first(where: known.contains) else { throw missing(fields, known.sorted()) }
      return objects.map { object in
        (object[field] as? String).map { [$0] } ?? object[field] as? [String] ?? []
      }
    }
  }

  private func missing(_ fields: [String], _ found: [String]) -> DataError {
    DataError(
      "\(name) has none of the fields \(fields.joined(separator: ", ")); found \(found.joined(separator: ", ")).")
  }

  private static func objects(_ data: Data, _ name: String) throws(DataError) -> [[String: Any]] {
    var objects: [[String: Any]] = []
    let lines = data.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    for (index, line) in lines.enumerated() where !line.allSatisfy({ $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }) {
      guard let object = (try? JSONSerialization.jsonObject(with: line)) as? [String: Any] else {
        throw DataError("\(name), line \(index + 1): a JSON object was expected.")
      }
      objects.append(object)
    }
    return objects
  }
}
