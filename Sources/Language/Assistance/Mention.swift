/// A word of a recipe and what it means where it stands.
public struct Mention: Equatable, Sendable {
  /// The bytes of the word.
  public let range: Range<Int>
  public let kind: Completion.Candidate.Kind
  /// What it is called wherever it stands: `train.lr` for the `lr` of a block.
  public let name: String
  /// What there is to know about it.
  public let explanation: String
}

extension Catalog {
  /// The meaning of the word at a byte offset; nil where there is none, or nothing is known of it.
  public func mention(in source: SourceText, at offset: Int) -> Mention? {
    guard let range = word(in: source, at: offset) else { return nil }
    var context = CompletionContext(
      SourceText(name: source.name, bytes: Array(source.bytes[..<range.upperBound])), catalog: self)
    context.read()
    let text = source.text(range)
    guard !context.isInString, !context.isInComment,
      let candidate = context.candidates().first(where: { $0.text == text })
    else { return code(text).map { Mention(range: range, kind: .keyword, name: text, explanation: $0) } }
    let name = candidate.kind == .option ? context.path(text) : text
    return Mention(
      range: range, kind: candidate.kind, name: name, explanation: explanation(of: candidate, name, context))
  }

  private func explanation(
    of candidate: Completion.Candidate, _ name: String, _ context: CompletionContext
  ) -> String {
    switch candidate.kind {
    case .option:
      context.option(candidate.text).map(Self.text) ?? candidate.summary
    case .parameter:
      context.parameter(candidate.text).map(Self.text) ?? candidate.summary
    case .group, .choice, .metric, .command, .topic: explanation(of: name) ?? candidate.summary
    case .keyword, .value, .declaration, .unit: candidate.summary.isEmpty ? name : "\(name): \(candidate.summary)"
    }
  }

  private func code(_ text: String) -> String? { ErrorCode(rawValue: text).map { "\(text): \($0.explanation)" } }

  /// The word that holds an offset or ends at it.
  func word(in source: SourceText, at offset: Int) -> Range<Int>? {
    let tokens = Lexer.tokens(of: source).tokens
    return tokens.first { $0.kind == .word && $0.range.lowerBound <= offset && offset <= $0.range.upperBound }?.range
  }
}
