/// Cuts source bytes into tokens; complains about bytes that belong to none and goes on.
struct Lexer {
  private let source: SourceText
  private let bytes: [UInt8]
  private var offset = 0
  private(set) var tokens: [Token] = []
  private(set) var diagnostics: [Diagnostic] = []

  /// Offsets are 32 bits wide, and nobody writes recipes of this size by hand.
  static let longest = 64 << 20

  init(_ source: SourceText) {
    self.source = source
    bytes = source.bytes
  }

  static func tokens(of source: SourceText) -> (tokens: [Token], diagnostics: [Diagnostic]) {
    var lexer = Lexer(source)
    lexer.run()
    return (lexer.tokens, lexer.diagnostics)
  }

  private mutating func run() {
    guard bytes.count <= Self.longest else {
      diagnostics.append(.tooLarge(source, limit: Self.longest))
      tokens.append(Token(kind: .end, start: 0, end: 0))
      return
    }
    tokens.reserveCapacity(bytes.count / 4 + 1)
    checkEncoding()
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { offset = 3 }
    while offset < bytes.count { next() }
    add(.end, from: bytes.count)
  }

  /// Recipes are UTF-8; the first broken byte is shown and the rest read as it comes.
  private mutating func checkEncoding() {
    var decoder = UTF8.ForwardParser()
    var iterator = bytes.makeIterator()
    var position = 0
    while true {
      switch decoder.parseScalar(from: &iterator) {
      case .valid(let scalar): position += scalar.count
      case .emptyInput: return
      case .error:
        diagnostics.append(.brokenEncoding(Place(source, position..<position + 1)))
        return
      }
    }
  }

  private func peek(_ ahead: Int = 0) -> UInt8 {
    offset + ahead < bytes.count ? bytes[offset + ahead] : 0
  }

  private mutating func add(_ kind: Token.Kind, from start: Int) {
    tokens.append(Token(kind: kind, start: Int32(truncatingIfNeeded: start), end: Int32(truncatingIfNeeded: offset)))
  }

  private mutating func add(_ kind: Token.Kind, length: Int) {
    let start = offset
    offset += length
    add(kind, from: start)
  }

  private mutating func next() {
    let byte = bytes[offset]
    if ByteClass.isLetter(byte) { return word() }
    if ByteClass.isDigit(byte) { return number() }
    switch byte {
    case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"): offset += 1
    case UInt8(ascii: "\n"): add(.newline, length: 1)
    case UInt8(ascii: "#"): comment()
    case UInt8(ascii: "\""): string()
    case UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "."): signOrDots(byte)
    default: punctuation(byte)
    }
  }

  private mutating func punctuation(_ byte: UInt8) {
    let followedByEqual = peek(1) == UInt8(ascii: "=")
    switch byte {
    case UInt8(ascii: "="): add(.equal, length: 1)
    case UInt8(ascii: ","): add(.comma, length: 1)
    case UInt8(ascii: ";"): add(.semicolon, length: 1)
    case UInt8(ascii: "%"): add(.percent, length: 1)
    case UInt8(ascii: "("): add(.leftParenthesis, length: 1)
    case UInt8(ascii: ")"): add(.rightParenthesis, length: 1)
    case UInt8(ascii: "["): add(.leftBracket, length: 1)
    case UInt8(ascii: "]"): add(.rightBracket, length: 1)
    case UInt8(ascii: "{"): add(.leftBrace, length: 1)
    case UInt8(ascii: "}"): add(.rightBrace, length: 1)
    case UInt8(ascii: "!") where followedByEqual: add(.notEqual, length: 2)
    case UInt8(ascii: "<"): add(followedByEqual ? .lessOrEqual : .less, length: followedByEqual ? 2 : 1)
    case UInt8(ascii: ">"): add(followedByEqual ? .greaterOrEqual : .greater, length: followedByEqual ? 2 : 1)
    default: unexpected()
    }
  }

  /// One complaint for a run of the same stray byte, so that a binary file does not drown the reader.
  private mutating func unexpected() {
    let start = offset
    let byte = bytes[offset]
    while offset < bytes.count, bytes[offset] == byte { offset += 1 }
    diagnostics.append(.unexpectedByte(byte, Place(source, start..<offset)))
    add(.broken, from: start)
  }

  private mutating func signOrDots(_ byte: UInt8) {
    if byte == UInt8(ascii: "."), peek(1) == byte { return add(.dots, length: 2) }
    let next = byte == UInt8(ascii: ".") ? byte : peek(1)
    let digit = next == UInt8(ascii: ".") ? peek(next == byte ? 1 : 2) : next
    ByteClass.isDigit(digit) ? number() : unexpected()
  }

  private mutating func word() {
    let start = offset
    offset += 1
    while offset < bytes.count {
      let byte = bytes[offset]
      let joins = byte == UInt8(ascii: ".") || byte == UInt8(ascii: "/")
      guard ByteClass.isWord(byte) || (joins && ByteClass.isAlphanumeric(peek(1))) else { break }
      offset += 1
    }
    add(.word, from: start)
  }

  private mutating func number() {
    let start = offset
    if !ByteClass.isDigit(bytes[offset]), bytes[offset] != UInt8(ascii: ".") { offset += 1 }
    digits()
    if peek() == UInt8(ascii: "."), ByteClass.isDigit(peek(1)) {
      offset += 1
      digits()
    }
    if peek() | 32 == UInt8(ascii: "e") {
      let sign = peek(1) == UInt8(ascii: "-") || peek(1) == UInt8(ascii: "+")
      if ByteClass.isDigit(peek(sign ? 2 : 1)) {
        offset += sign ? 2 : 1
        digits()
      }
    }
    add(.number, from: start)
  }

  private mutating func digits() {
    while offset < bytes.count, ByteClass.isDigit(bytes[offset]) { offset += 1 }
  }

  private mutating func comment() {
    let start = offset
    while offset < bytes.count, bytes[offset] != UInt8(ascii: "\n") { offset += 1 }
    add(.comment, from: start)
  }

  private mutating func string() {
    let start = offset
    offset += 1
    while offset < bytes.count, bytes[offset] != UInt8(ascii: "\""), bytes[offset] != UInt8(ascii: "\n") {
      offset += peek() == UInt8(ascii: "\\") && peek(1) != UInt8(ascii: "\n") ? 2 : 1
    }
    offset = min(offset, bytes.count)
    guard peek() == UInt8(ascii: "\"") else {
      diagnostics.append(.unterminatedString(Place(source, start..<offset)))
      return add(.broken, from: start)
    }
    offset += 1
    add(.string, from: start)
  }
}
