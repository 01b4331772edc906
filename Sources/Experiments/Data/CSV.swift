import Foundation

/// A table with a header line, its fields separated by commas (RFC 4180) or another character: quoted fields may hold
/// separators, doubled quotes and line ends.
///
/// The file stays as it is, mapped into memory, beside the place where each row begins; a field becomes a string when
/// it is asked for. So a list of a million records opens in about a second.
package struct CSV: Sendable {
  /// The file's name, for messages.
  package let file: String
  package let columns: [String]
  private let bytes: Data
  private let separator: UInt8
  private let starts: [Int]
  private let index: [String: Int]

  /// - Throws: `DataError` if the file cannot be read, or a row has another number of fields than the header.
  package init(contentsOf url: URL) throws(DataError) {
    guard let data = try? Data(contentsOf: url, options: .mappedIfSafe) else {
      throw DataError("\(url.path) cannot be read.")
    }
    try self.init(data, file: url.lastPathComponent)
  }

  package init(_ data: Data, file: String, separator: UInt8 = CSVScanner.comma) throws(DataError) {
    let rows: CSVScanner.Rows
    do throws(CSVScanner.Malformed) {
      rows = try data.withUnsafeBytes { CSVScanner.rows(of: $0, separator) }.get()
    } catch {
      throw DataError("\(file), line \(error.line): \(error.flaw).")
    }
    guard let header = rows.starts.first else { throw DataError("\(file) is empty: a header line is needed.") }
    self.file = file
    self.separator = separator
    bytes = data
    columns = data.withUnsafeBytes { raw in
      var scanner = CSVScanner(raw, separator, at: header)
      return (0..<rows.fields).map { _ in scanner.field() }
    }
    index = Dictionary(columns.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    starts = Array(rows.starts.dropFirst())
  }

  /// How many rows there are, without the header.
  package var count: Int { starts.count }

  /// The place of a column.
  /// - Throws: `DataError` that names the columns there are.
  package func column(_ name: String) throws(DataError) -> Int {
    guard let place = index[name] else {
      throw DataError("\(file) has no column “\(name)”; its columns are \(columns.joined(separator: ", ")).")
    }
    return place
  }

  /// The text of one field.
  package func field(_ column: Int, ofRow row: Int) -> String { fields([column], ofRow: row)[0] }

  /// The texts of some fields of a row; their columns ascend.
  package func fields(_ wanted: [Int], ofRow row: Int) -> [String] {
    bytes.withUnsafeBytes { raw in
      var scanner = CSVScanner(raw, separator, at: starts[row])
      var place = 0
      return wanted.map { column in
        while place < column {
          scanner.skipField()
          place += 1
        }
        place += 1
        return scanner.field()
      }
    }
  }
}
