/// Walks through the bytes of a table whose fields are separated by commas or another character.
package struct CSVScanner {
  private let bytes: UnsafeRawBufferPointer
  private let separator: UInt8
  private var position: Int

  private static let quote = UInt8(ascii: "\"")
  package static let comma = UInt8(ascii: ",")
  private static let newline = UInt8(ascii: "\n")
  private static let carriageReturn = UInt8(ascii: "\r")

  init(_ bytes: UnsafeRawBufferPointer, _ separator: UInt8, at position: Int = 0) {
    self.bytes = bytes
    self.separator = separator
    self.position = position
  }

  /// Where the rows begin, the header included, and how many fields each has.
  struct Rows {
    var starts: [Int] = []
    var fields = 0
  }

  /// What is wrong with a row, and the line on which it begins.
  struct Malformed: Error {
    let line: Int
    let flaw: String
  }

  /// Where the rows of a table are, or what is wrong with it.
  static func rows(of bytes: UnsafeRawBufferPointer, _ separator: UInt8) -> Result<Rows, Malformed> {
    Result { () throws(Malformed) in
      var scanner = CSVScanner(bytes, separator)
      return try scanner.rows()
    }
  }

  /// Finds every row; blank lines do not count.
  private mutating func rows() throws(Malformed) -> Rows {
    var rows = Rows()
    var line = 1
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
    while position < bytes.count {
      let (start, startLine) = (position, line)
      guard let fields = skipRow(&line) else { throw Malformed(line: startLine, flaw: "a quoted field does not end") }
      if fields == 1, isBlank(start) { continue }
      if rows.starts.isEmpty { rows.fields = fields }
      guard fields == rows.fields else {
        let flaw = "\(rows.fields) fields were expected as in the header, \(fields) found"
        throw Malformed(line: startLine, flaw: flaw)
      }
      rows.starts.append(start)
    }
    return rows
  }

  private func isBlank(_ start: Int) -> Bool {
    bytes[start] == Self.newline || (bytes[start] == Self.carriageReturn && position - start <= 2)
  }

  /// Goes to the next row and says how many fields the row had; nil if a quoted field does not end.
  private mutating func skipRow(_ line: inout Int) -> Int? {
    var fields = 1
    var isQuoted = false
    var isFieldStart = true
    var isQuotedField = false
    while position < bytes.count {
      let byte = bytes[position]
      position &+= 1
      if isQuoted {
        if byte == Self.quote { isQuoted = false }
        if byte == Self.newline { line &+= 1 }
      } else if byte == separator {
        fields &+= 1
        isFieldStart = true
        isQuotedField = false
        continue
      } else if byte == Self.newline {
        line &+= 1
        return fields
      } else if byte == Self.quote, isFieldStart || (isQuotedField && bytes[position &- 2] == Self.quote) {
        // At the start of a field, or the second of two that stand for one.
        isQuoted = true
        isQuotedField = true
      }
      isFieldStart = false
    }
    return isQuoted ? nil : fields
  }

  /// Passes over a field and the separator behind it.
  mutating func skipField() { _ = bounds() }

  /// The text of the field here; the scanner then stands at the next one.
  mutating func field() -> String {
    let (range, isQuoted, holdsQuotes) = bounds()
    let text = UnsafeRawBufferPointer(rebasing: bytes[range])
    guard isQuoted, holdsQuotes else { return String(decoding: text, as: UTF8.self) }
    var unescaped: [UInt8] = []
    var place = 0
    while place < text.count {
      unescaped.append(text[place])
      place += text[place] == Self.quote && place + 1 < text.count && text[place + 1] == Self.quote ? 2 : 1
    }
    return String(decoding: unescaped, as: UTF8.self)
  }

  /// Where the field's text is, whether quotes stood around it, and whether it holds quotes itself.
  private mutating func bounds() -> (range: Range<Int>, isQuoted: Bool, holdsQuotes: Bool) {
    guard position < bytes.count, bytes[position] == Self.quote else { return (plainBounds(), false, false) }
    let start = position + 1
    var end = start
    var holdsQuotes = false
    while end < bytes.count {
      if bytes[end] == Self.quote {
        guard end + 1 < bytes.count, bytes[end + 1] == Self.quote else { break }
        holdsQuotes = true
        end += 1
      }
      end += 1
    }
    position = min(end + 1, bytes.count)
    _ = plainBounds()
    return (start..<end, true, holdsQuotes)
  }

  private mutating func plainBounds() -> Range<Int> {
    let start = position
    var end = start
    while end < bytes.count, bytes[end] != separator, bytes[end] != Self.newline { end += 1 }
    position = min(end + 1, bytes.count)
    if end > start, bytes[end - 1] == Self.carriageReturn { end -= 1 }
    return start..<end
  }
}
