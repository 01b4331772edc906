import Foundation

/// A table with a header line, its fields separated by commas (RFC 4180) or another character: quoted fields may hold separators, doubled quotes and line ends.
struct CSV {
  let columns: [String]
  let rows: [[String]]
  private let index: [String: Int]

  /// - Throws: `DataError` if the file cannot be read, or a row has another number of fields than the header.
  init(contentsOf url: URL) throws(DataError) {
    guard let data = try? Data(contentsOf: url) else { throw DataError("\(url.path) cannot be read.") }
    try self.init([UInt8](data), file: url.lastPathComponent)
  }

  init(_ bytes: [UInt8], file: String, separator: UInt8 = UInt8(ascii: ",")) throws(DataError) {
    var parsed = Self.parsed(bytes, separator)
    guard !parsed.isEmpty else { throw DataError("\(file) is empty: a header line is needed.") }
    columns = parsed.removeFirst().fields
    index = Dictionary(columns.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    for row in parsed where row.fields.count != columns.count {
      throw DataError(
        "\(file), line \(row.line): \(columns.count) fields were expected as in the header, \(row.fields.count) found.")
    }
    rows = parsed.map(\.fields)
  }

  /// The place of a column.
  /// - Throws: `DataError` that names the columns there are.
  func column(_ name: String, file: String) throws(DataError) -> Int {
    guard let place = index[name] else {
      throw DataError("\(file) has no column “\(name)”; its columns are \(columns.joined(separator: ", ")).")
    }
    return place
  }

  private static func parsed(_ bytes: [UInt8], _ separator: UInt8) -> [(line: Int, fields: [String])] {
    var rows: [(line: Int, fields: [String])] = []
    var fields: [String] = []
    var field: [UInt8] = []
    var isQuoted = false
    var line = 1
    var start = 1
    var position = 0
    func byte(_ at: Int) -> UInt8? { at < bytes.count ? bytes[at] : nil }
    func finishField() {
      fields.append(String(decoding: field, as: UTF8.self))
      field.removeAll(keepingCapacity: true)
    }
    func finishRow() {
      finishField()
      if fields != [""] { rows.append((start, fields)) }
      fields = []
      start = line
    }
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
    while let next = byte(position) {
      position += 1
      if next == UInt8(ascii: "\n") { line += 1 }
      switch (next, isQuoted) {
      case (UInt8(ascii: "\""), true) where byte(position) == UInt8(ascii: "\""):
        field.append(next)
        position += 1
      case (UInt8(ascii: "\""), true): isQuoted = false
      case (UInt8(ascii: "\""), false) where field.isEmpty: isQuoted = true
      case (separator, false): finishField()
      case (UInt8(ascii: "\n"), false): finishRow()
      case (UInt8(ascii: "\r"), false) where byte(position) == UInt8(ascii: "\n"): break
      default: field.append(next)
      }
    }
    if !field.isEmpty || !fields.isEmpty { finishRow() }
    return rows
  }
}
