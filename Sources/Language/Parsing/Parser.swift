/// Recursive descent over tokens. This file: moving along, complaining, and finding the way back.
struct Parser {
  let source: SourceText
  let tokens: [Token]
  var index = 0
  var depth = 0
  var diagnostics: [Diagnostic]
  var completeness: ParsedRecipe.Completeness = .complete
  /// The comment behind the brace of the block read last, until its statement takes it.
  var openingComment: String?
  /// Comments found where the syntax has no room for them; they move above their statement.
  var strayComments: [String] = []

  /// Blocks, lists and conditions nest no deeper than this, so that no input can exhaust the stack.
  static let deepest = 64

  init(_ source: SourceText) {
    self.source = source
    (tokens, diagnostics) = Lexer.tokens(of: source)
  }

  var current: Token { tokens[index] }
  var kind: Token.Kind { tokens[index].kind }

  /// The token after the current one; the last token is its own successor.
  var following: Token { tokens[min(index + 1, tokens.count - 1)] }

  mutating func advance() {
    if index + 1 < tokens.count { index += 1 }
  }

  mutating func take(_ wanted: Token.Kind) -> Bool {
    guard kind == wanted else { return false }
    advance()
    return true
  }

  func text(_ token: Token) -> String {
    source.bytes.withUnsafeBufferPointer { String(decoding: $0[token.range], as: UTF8.self) }
  }

  func place(_ token: Token) -> Place { .text(source, start: token.start, end: token.end) }

  /// From a token to the last one taken.
  func place(from start: Token) -> Place {
    .text(source, start: start.start, end: max(start.end, tokens[max(0, index - 1)].end))
  }

  func isKeyword(_ keyword: Keyword) -> Bool {
    kind == .word && text(current) == keyword.rawValue
  }

  mutating func take(_ keyword: Keyword) -> Bool {
    guard isKeyword(keyword) else { return false }
    advance()
    return true
  }

  /// Records that something is missing before the current token; broken tokens were complained about already.
  mutating func complain(missing what: String, help: String? = nil) {
    guard kind != .broken else { return }
    diagnostics.append(
      .missing(what, found: shown(current), missingPlace, notes: help.map { [.init(.help, $0)] } ?? []))
  }

  /// At a line's end the missing thing belongs behind the last token, not on the next line.
  private var missingPlace: Place {
    let isLineEnd = kind == .newline || kind == .end || kind == .comment
    return isLineEnd && index > 0 ? place(tokens[index - 1]).after : place(current)
  }

  private func shown(_ token: Token) -> String {
    switch token.kind {
    case .newline, .comment: "the end of the line"
    case .end: "the end of the text"
    default: "`\(source.text(token.range).prefix(40))`"
    }
  }

  /// Goes on after a complaint at the end of the statement: the end of the line outside brackets opened since,
  /// or a line that plainly starts something new.
  mutating func recover() {
    var brackets = 0
    var braces = 0
    while kind != .end {
      switch kind {
      case .leftParenthesis, .leftBracket: brackets += 1
      case .rightParenthesis, .rightBracket: brackets = max(0, brackets - 1)
      case .leftBrace: braces += 1
      case .rightBrace where braces == 0: return
      case .rightBrace: braces -= 1
      case .newline where braces == 0 && (brackets == 0 || startsStatement(following)): return
      case .semicolon where brackets + braces == 0: return
      default: break
      }
      advance()
    }
  }

  private func startsStatement(_ token: Token) -> Bool {
    token.kind == .word && Keyword.openers.contains { $0.rawValue == text(token) }
  }

  /// Runs a nested rule one level deeper, or complains that it is too deep.
  mutating func nested<Result>(_ rule: (inout Parser) -> Result?) -> Result? {
    guard depth < Self.deepest else {
      diagnostics.append(.tooDeep(Self.deepest, place(current)))
      return nil
    }
    depth += 1
    defer { depth -= 1 }
    return rule(&self)
  }

  /// Records a bracket that nothing closes; at the end of the text more may come.
  mutating func complain(unclosed open: Token) {
    let bracket = text(open)
    if kind == .end, completeness == .complete { completeness = .open(bracket: bracket) }
    diagnostics.append(.unclosed(bracket, place(open)))
  }
}
