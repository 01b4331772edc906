extension Parser {
  mutating func value() -> Value? {
    let start = current
    switch kind {
    case .number: return numberOrRange()
    case .string:
      let text = string(start)
      advance()
      return Value(.string(text), place(start))
    case .word: return nameOrCall()
    case .leftBracket, .leftParenthesis:
      return nested { parser in
        parser.elements({ $0.value() }, comments: { $0.attach($1) }).map { elements, closing in
          Value(
            start.kind == .leftBracket ? .list(elements) : .tuple(elements), parser.place(from: start), closing: closing
          )
        }
      }
    default:
      complain(missing: "a value")
      return nil
    }
  }

  private mutating func nameOrCall() -> Value? {
    let start = current
    let word = text(start)
    advance()
    if kind == .leftParenthesis {
      return nested { parser in
        parser.elements({ $0.argument() }, comments: { $0.value.attach($1) }).map { arguments, closing in
          let name = Name(word, parser.place(start))
          return Value(.call(name, arguments), parser.place(from: start), closing: closing)
        }
      }
    }
    switch word {
    case Keyword.true.rawValue: return Value(.boolean(true), place(start))
    case Keyword.false.rawValue: return Value(.boolean(false), place(start))
    default: return Value(.name(word), place(start))
    }
  }

  mutating func argument() -> Argument? {
    var name: Name?
    if kind == .word, following.kind == .equal {
      name = Name(text(current), place(current))
      advance()
      advance()
    }
    return value().map { Argument(name, $0) }
  }

  private mutating func numberOrRange() -> Value? {
    let start = current
    guard let first = number() else { return nil }
    guard take(.dots) else { return Value(.number(first), place(from: start)) }
    guard kind == .number else {
      complain(missing: "the end of the range")
      return nil
    }
    guard let last = number() else { return nil }
    var step: Number?
    if take(.by) {
      guard kind == .number else {
        complain(missing: "the step of the range")
        return nil
      }
      guard let found = number() else { return nil }
      step = found
    }
    return Value(.range(first, last, by: step), place(from: start))
  }

  private mutating func number() -> Number? {
    let token = current
    let spelling = text(token)
    advance()
    let value = Double(spelling) ?? .infinity
    if !value.isFinite { diagnostics.append(.badNumber(spelling, place(token))) }
    return Number(value.isFinite ? value : 0, unit(), spelling: spelling)
  }

  /// The unit behind a number on its line.
  private mutating func unit() -> Unit? {
    let token = current
    if take(.percent) { return .percent }
    guard kind == .word, !isKeyword(.and), !isKeyword(.or), !isKeyword(.by), !isKeyword(.in) else { return nil }
    guard following.kind != .equal else { return nil }
    advance()
    let unit = Unit(symbol: text(token))
    if unit == nil { diagnostics.append(.unknownUnit(text(token), place(token))) }
    return unit
  }

  mutating func string(_ token: Token) -> String {
    let body = source.text(token.range.lowerBound + 1..<token.range.upperBound - 1)
    var complaints: [Diagnostic] = []
    let decoded = StringLiteral.decoded(body) { escape, offset in
      let start = Int(token.start) + 1 + offset
      complaints.append(.badEscape(escape, Place(source, start..<start + escape.utf8.count)))
    }
    diagnostics += complaints
    return decoded
  }

  /// `( a, b )` or `[ a, b ]` over any number of lines, with the comments between; stands on the opening bracket.
  mutating func elements<Element>(
    _ element: (inout Parser) -> Element?, comments attach: (inout Element, InnerComments) -> Void
  ) -> (elements: [Element], closing: [String])? {
    let open = current
    let close: Token.Kind = open.kind == .leftBracket ? .rightBracket : .rightParenthesis
    advance()
    var found: [Element] = []
    var before = passLines()
    while kind != close {
      guard kind != .end, kind != .rightBrace else {
        complain(unclosed: open)
        return nil
      }
      guard var next = element(&self) else {
        if kind == .end { complain(unclosed: open) }
        return nil
      }
      var comments = InnerComments()
      comments.before = before
      comments.after = commentBehind()
      before = passLines()
      if take(.comma) {
        comments.after = comments.after ?? commentBehind()
        before += passLines()
      } else if kind != close, kind != .end, kind != .rightBrace {
        complain(missing: "`,` or `\(close == .rightBracket ? "]" : ")")`")
        return nil
      }
      attach(&next, comments)
      found.append(next)
    }
    advance()
    return (found, before)
  }
}

extension Value {
  init(_ kind: Kind, _ place: Place, closing: [String]) {
    self.init(kind, place)
    guard !closing.isEmpty else { return }
    comments = InnerComments()
    comments?.closing = closing
  }

  mutating func attach(_ outer: InnerComments) {
    guard !outer.isEmpty else { return }
    var merged = comments ?? InnerComments()
    merged.before = outer.before
    merged.after = outer.after
    comments = merged
  }
}
