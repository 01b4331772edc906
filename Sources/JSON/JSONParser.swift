/// Parses JSON from bytes; fast with large objects and lists of short strings, as the files of tokenizers are.
public struct JSONParser {
  private static let deepestNesting = 128
  /// The bytes before are control characters, which strings hold as escape sequences only.
  private static let firstPrintable: UInt8 = 0x20
  private let bytes: UnsafeBufferPointer<UInt8>
  private var position = 0
  private var depth = 0

  /// - Throws: `JSONError` with line and column when the bytes are not JSON.
  public static func parse(_ bytes: [UInt8]) throws -> JSONValue {
    try bytes.withUnsafeBufferPointer { buffer in
      var parser = JSONParser(bytes: buffer)
      let value = try parser.value()
      parser.skipBlanks()
      guard parser.position == buffer.count else { throw parser.error("the end of the file") }
      return value
    }
  }

  private init(bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  private func error(_ expected: String) -> JSONError {
    let before = bytes[..<min(position, bytes.count)]
    let line = before.count { $0 == 0x0A } + 1
    let column = before.count - (before.lastIndex(of: 0x0A) ?? -1)
    let found =
      position < bytes.count
      ? "\"" + String(decoding: bytes[position..<min(position + 12, bytes.count)], as: UTF8.self) + "\""
      : "the end of the file"
    return JSONError(line: line, column: column, expected: expected, found: found)
  }

  private mutating func skipBlanks() {
    while position < bytes.count, case let byte = bytes[position],
      byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09
    {
      position += 1
    }
  }

  /// Takes one punctuation byte, after blanks.
  private mutating func take(_ byte: Character) -> Bool {
    skipBlanks()
    return skip(byte)
  }

  private mutating func value() throws -> JSONValue {
    skipBlanks()
    guard position < bytes.count else { throw error("a value") }
    switch bytes[position] {
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "{"): return try nested { try $0.object() }
    case UInt8(ascii: "["): return try nested { try $0.list() }
    case UInt8(ascii: "t"): return try word("true", .bool(true))
    case UInt8(ascii: "f"): return try word("false", .bool(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    default: return try number()
    }
  }

  private mutating func nested(_ body: (inout JSONParser) throws -> JSONValue) throws -> JSONValue {
    guard depth < Self.deepestNesting else { throw error("at most \(Self.deepestNesting) levels of nesting") }
    depth += 1
    position += 1
    defer { depth -= 1 }
    return try body(&self)
  }

  private mutating func object() throws -> JSONValue {
    var members: [(key: String, value: JSONValue)] = []
    if take("}") { return .object(members) }
    repeat {
      skipBlanks()
      guard position < bytes.count, bytes[position] == UInt8(ascii: "\"") else { throw error("a member's name") }
      let key = try string()
      guard take(":") else { throw error("a colon") }
      members.append((key, try value()))
    } while take(",")
    guard take("}") else { throw error("a comma or a closing brace") }
    return .object(members)
  }

  private mutating func list() throws -> JSONValue {
    var values: [JSONValue] = []
    if take("]") { return .array(values) }
    repeat { values.append(try value()) } while take(",")
    guard take("]") else { throw error("a comma or a closing bracket") }
    return .array(values)
  }

  private mutating func word(_ text: String, _ value: JSONValue) throws -> JSONValue {
    guard bytes[position...].starts(with: text.utf8) else { throw error(text) }
    position += text.utf8.count
    return value
  }

  private mutating func number() throws -> JSONValue {
    let start = position
    guard skipNumber() else {
      position = start
      throw error("a value")
    }
    let digits = bytes[start..<position]
    if digits.count < 10, !digits.isEmpty, digits.allSatisfy({ (0x30...0x39).contains($0) }) {
      return .number(Double(digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }))
    }
    guard let value = Double(String(decoding: digits, as: UTF8.self)), value.isFinite else {
      position = start
      throw error("a value")
    }
    return .number(value)
  }

  /// Passes over a number such as `-1.5e+3`; false where none stands. One with more than one digit before the point
  /// does not begin with 0.
  private mutating func skipNumber() -> Bool {
    _ = skip("-")
    let first = position
    let digits = skipDigits()
    guard digits == 1 || digits > 1 && bytes[first] != UInt8(ascii: "0") else { return false }
    if skip("."), skipDigits() == 0 { return false }
    if skip("e") || skip("E") {
      if !skip("-") { _ = skip("+") }
      if skipDigits() == 0 { return false }
    }
    return true
  }

  private mutating func skip(_ byte: Character) -> Bool {
    guard position < bytes.count, bytes[position] == byte.asciiValue else { return false }
    position += 1
    return true
  }

  private mutating func skipDigits() -> Int {
    let start = position
    while position < bytes.count, (0x30...0x39).contains(bytes[position]) { position += 1 }
    return position - start
  }

  private mutating func string() throws -> String {
    position += 1
    let start = position
    while position < bytes.count, case let byte = bytes[position], byte >= Self.firstPrintable,
      byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\")
    {
      position += 1
    }
    guard position < bytes.count, bytes[position] >= Self.firstPrintable else {
      throw error("a closing quotation mark")
    }
    if bytes[position] == UInt8(ascii: "\"") {
      defer { position += 1 }
      return String(decoding: bytes[start..<position], as: UTF8.self)
    }
    return try escapedString(from: start)
  }

  private mutating func escapedString(from start: Int) throws -> String {
    var text = Array(bytes[start..<position])
    while position < bytes.count, case let byte = bytes[position], byte >= Self.firstPrintable {
      position += 1
      if byte == UInt8(ascii: "\"") { return String(decoding: text, as: UTF8.self) }
      if byte == UInt8(ascii: "\\") { try escape(into: &text) } else { text.append(byte) }
    }
    throw error("a closing quotation mark")
  }

  private static let escapes: [UInt8: UInt8] = [
    UInt8(ascii: "\""): 0x22, UInt8(ascii: "\\"): 0x5C, UInt8(ascii: "/"): 0x2F, UInt8(ascii: "b"): 0x08,
    UInt8(ascii: "f"): 0x0C, UInt8(ascii: "n"): 0x0A, UInt8(ascii: "r"): 0x0D, UInt8(ascii: "t"): 0x09,
  ]

  private mutating func escape(into text: inout [UInt8]) throws {
    guard position < bytes.count else { throw error("an escape sequence") }
    if let plain = Self.escapes[bytes[position]] {
      position += 1
      text.append(plain)
      return
    }
    var unit = try codeUnit()
    if (0xD800..<0xDC00).contains(unit), bytes[position...].starts(with: [0x5C, 0x75]) {
      let place = position
      position += 1
      let low = try codeUnit()
      if (0xDC00..<0xE000).contains(low) {
        unit = 0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00)
      } else {
        position = place
      }
    }
    text += Unicode.Scalar(unit).flatMap(UTF8.encode) ?? UTF8.encodedReplacementCharacter
  }

  /// The four digits after `\u`; `position` stands on the `u`.
  private mutating func codeUnit() throws -> UInt32 {
    guard bytes[position] == UInt8(ascii: "u"), position + 5 <= bytes.count,
      case let digits = bytes[position + 1..<position + 5], digits.first != UInt8(ascii: "+"),
      let unit = UInt32(String(decoding: digits, as: UTF8.self), radix: 16)
    else { throw error("an escape sequence") }
    position += 5
    return unit
  }
}
