extension Catalog {
  /// What can be explained at a byte offset of a text: the nearest word before it on its line of which something is
  /// known, inside a group with its whole path.
  public func topic(in source: SourceText, at offset: Int) -> String? {
    let line = source.lineRange(source.lineNumber(at: offset)).lowerBound
    let words = Lexer.tokens(of: source).tokens.filter {
      $0.kind == .word && (line...max(line, offset)).contains(Int($0.start))
    }
    for word in words.reversed() {
      let written = source.text(word.range)
      let head = SourceText(name: source.name, bytes: Array(source.bytes.prefix(word.range.lowerBound)))
      var context = CompletionContext(head, catalog: self)
      context.read()
      if let topic = [context.path(written), written].first(where: { explanation(of: $0) != nil }) { return topic }
    }
    return nil
  }
}
