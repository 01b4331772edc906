/// A piece of source text.
struct Token {
  enum Kind: UInt8 {
    case word, number, string
    case equal, notEqual, less, lessOrEqual, greater, greaterOrEqual
    case comma, semicolon, dots, percent
    case leftParenthesis, rightParenthesis, leftBracket, rightBracket, leftBrace, rightBrace
    case newline, comment
    /// Complained about already; the parser passes over it in silence.
    case broken
    case end
  }

  var kind: Kind
  var start: Int32
  var end: Int32

  var range: Range<Int> { Int(start)..<Int(end) }
}
