/// A piece of a text that is shown in a colour of its own.
public struct Highlight: Equatable, Sendable {
  public enum Kind: Sendable {
    case keyword, option, metric, choice, name, number, unit, string, comment, punctuation
    /// Belongs to no token.
    case broken
  }

  /// Bytes of the text.
  public let range: Range<Int>
  public let kind: Kind
}

extension Catalog {
  /// What the pieces of a text are, in order; blanks and line ends belong to none.
  public func highlights(of source: SourceText) -> [Highlight] {
    let choices = Set(choiceNames)
    var found: [Highlight] = []
    for token in Lexer.tokens(of: source).tokens where token.kind != .newline && token.kind != .end {
      let followsNumber = found.last?.kind == .number
      found.append(Highlight(range: token.range, kind: kind(of: token, in: source, choices, followsNumber)))
    }
    return found
  }

  private func kind(
    of token: Token, in source: SourceText, _ choices: Set<String>, _ followsNumber: Bool
  ) -> Highlight.Kind {
    switch token.kind {
    case .number: .number
    case .string: .string
    case .comment: .comment
    case .broken: .broken
    case .percent: .unit
    case .word: kind(ofWord: source.text(token.range), choices, followsNumber)
    default: .punctuation
    }
  }

  private func kind(ofWord word: String, _ choices: Set<String>, _ followsNumber: Bool) -> Highlight.Kind {
    if followsNumber, Unit(symbol: word) != nil { return .unit }
    if Keyword(rawValue: word) != nil || command(word) != nil { return .keyword }
    if option(word) != nil || groups.contains(word) { return .option }
    if metric(word) != nil { return .metric }
    return choices.contains(word) ? .choice : .name
  }
}
