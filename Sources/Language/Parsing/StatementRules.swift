extension Parser {
  mutating func recipe() -> [Statement] {
    var statements: [Statement] = []
    repeat {
      statements += self.statements(isTop: true)
      if kind == .rightBrace {
        diagnostics.append(.unmatchedClose("}", place(current)))
        advance()
      }
    } while kind != .end
    return statements
  }

  /// Statements up to a closing brace or the end.
  mutating func statements(isTop: Bool) -> [Statement] {
    var statements: [Statement] = []
    var newlines = 1
    while kind != .end, kind != .rightBrace {
      switch kind {
      case .newline:
        newlines += 1
        advance()
      case .semicolon: advance()
      case .comment: ownLineComment(isTop: isTop, blankBefore: newlines > 1 && !statements.isEmpty, into: &statements)
      default:
        let start = index
        if var statement = self.statement() {
          statement.blankBefore = newlines > 1 && !statements.isEmpty
          endOfStatement()
          if kind == .comment {
            statement.trailing = comment()
            advance()
          }
          statements += strayComments.map { Statement(.comment($0)) } + [statement]
          strayComments = []
        } else {
          recover()
        }
        if index == start { advance() }
      }
      if index > 0, tokens[index - 1].kind != .newline { newlines = 0 }
    }
    return statements
  }

  private mutating func endOfStatement() {
    switch kind {
    case .newline, .semicolon, .comment, .rightBrace, .end: return
    default:
      complain(missing: "the end of the line")
      recover()
    }
  }

  private mutating func statement() -> Statement? {
    let start = current
    guard kind == .word else {
      complain(missing: "a declaration, an option or a command")
      return nil
    }
    guard let kind = statementKind() else { return nil }
    var statement = Statement(kind, place(from: start))
    statement.opening = openingComment
    openingComment = nil
    return statement
  }

  private mutating func statementKind() -> Statement.Kind? {
    let word = text(current)
    let next = following.kind
    guard next != .equal, next != .leftBrace, let keyword = Keyword(rawValue: word) else { return pathStatement(word) }
    switch keyword {
    case .experiment: return declaration(.experiment)
    case .sweep: return declaration(.sweep)
    case .table: return declaration(.table)
    case .figure: return declaration(.figure)
    case .let: return binding()
    case .use: return use()
    case .vary: return vary()
    case .tie: return tie()
    case .hold: return hold()
    case .skip: return skip()
    case .scale: return scale()
    default: return pathStatement(word)
    }
  }

  private mutating func declaration(_ kind: Declaration.Kind) -> Statement.Kind? {
    advance()
    guard let name = name("a name for the \(kind.rawValue)") else { return nil }
    let base = base(of: kind)
    guard let body = block() else { return nil }
    return .declaration(Declaration(kind, name, base: base, body: body))
  }

  /// `from NAME` or `of NAME`; without it the block is read all the same, so that its own mistakes show.
  private mutating func base(of kind: Declaration.Kind) -> Name? {
    let (joiner, other): (Keyword, Keyword) = kind.isOutput ? (.of, .from) : (.from, .of)
    if !isKeyword(joiner), isKeyword(other) || kind != .experiment {
      complain(
        missing: "`\(joiner.rawValue)` and a name", help: "\(kind.rawValue) NAME \(joiner.rawValue) OTHER { ... }")
    }
    guard take(joiner) || take(other) else { return nil }
    return name("the name that it is \(joiner.rawValue)")
  }

  private mutating func block() -> [Statement]? {
    guard kind == .leftBrace else {
      complain(missing: "`{`")
      return nil
    }
    let open = current
    return nested { parser in
      parser.advance()
      var opening: String?
      if parser.kind == .comment {
        opening = parser.comment()
        parser.advance()
      }
      let body = parser.statements(isTop: false)
      if parser.take(.rightBrace) {} else { parser.complain(unclosed: open) }
      parser.openingComment = opening
      return body
    }
  }

  private mutating func pathStatement(_ word: String) -> Statement.Kind? {
    let name = Name(word, place(current))
    advance()
    switch kind {
    case .equal:
      advance()
      return value().map { .assignment(name, $0) }
    case .leftBrace: return block().map { .group(name, $0) }
    default: return command(name)
    }
  }

  private mutating func command(_ name: Name) -> Statement.Kind? {
    var arguments: [Argument] = []
    while kind == .word || kind == .number || kind == .string || kind == .leftBracket || kind == .leftParenthesis {
      guard let argument = argument() else { return nil }
      arguments.append(argument)
      _ = take(.comma)
    }
    if kind == .leftBrace {
      diagnostics.append(.unknownDeclaration(name.text, name.place))
      return nil
    }
    return .command(name, arguments)
  }

  private mutating func binding() -> Statement.Kind? {
    advance()
    guard let name = name("a name") else { return nil }
    guard take(.equal) else {
      complain(missing: "`=`")
      return nil
    }
    return value().map { .binding(name, $0) }
  }

  private mutating func use() -> Statement.Kind? {
    advance()
    guard kind == .string else {
      complain(missing: "a file name in quotes", help: "use \"other.meit\"")
      return nil
    }
    let path = string(current)
    advance()
    return .use(path)
  }

  private mutating func vary() -> Statement.Kind? {
    advance()
    guard let path = name("an option") else { return nil }
    guard take(.in) else {
      complain(missing: "`in`", help: "vary OPTION in [a, b, c]")
      return nil
    }
    return value().map { .vary(path, $0) }
  }

  private mutating func tie() -> Statement.Kind? {
    advance()
    guard kind == .leftParenthesis else {
      complain(missing: "`(`", help: "tie (a, b) in [(1, 2), (3, 4)]")
      return nil
    }
    let path: (inout Parser) -> (name: Name, comments: InnerComments)? = { parser in
      parser.name("an option").map { ($0, InnerComments()) }
    }
    guard let (paths, closing) = elements(path, comments: { $0.comments = $1 }) else { return nil }
    strayComments = paths.flatMap { $0.comments.before + [$0.comments.after].compactMap { $0 } } + closing
    guard take(.in) else {
      complain(missing: "`in`")
      return nil
    }
    return value().map { .tie(paths.map(\.name), $0) }
  }

  private mutating func hold() -> Statement.Kind? {
    advance()
    return value().map { .hold($0) }
  }

  private mutating func skip() -> Statement.Kind? {
    advance()
    guard take(.when) else {
      complain(missing: "`when`", help: "skip when a = b and c = d")
      return nil
    }
    return condition().map { .skip($0) }
  }

  private mutating func scale() -> Statement.Kind? {
    advance()
    guard let name = name("the name of a scale") else { return nil }
    return block().map { .scale(name, $0) }
  }

  mutating func name(_ what: String) -> Name? {
    guard kind == .word else {
      complain(missing: what)
      return nil
    }
    let name = Name(text(current), place(current))
    advance()
    return name
  }
}
