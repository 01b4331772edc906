/// What the parser made of a text: the statements, the complaints, and whether the text goes on.
public struct ParsedRecipe: Sendable {
  /// Whether a reader at a prompt should be asked for another line.
  public enum Completeness: Equatable, Sendable {
    case complete
    /// A bracket is still open: more lines may come.
    case open(bracket: String)
  }

  public var statements: [Statement]
  public var diagnostics: [Diagnostic]
  public var completeness: Completeness
}

/// Reads a text into statements; never fails, but records every complaint and goes on.
public func parse(_ source: SourceText) -> ParsedRecipe {
  var parser = Parser(source)
  let statements = parser.recipe()
  return ParsedRecipe(statements: statements, diagnostics: parser.diagnostics, completeness: parser.completeness)
}

/// Reads a text that has no file.
public func parse(_ text: String, name: String = "<recipe>") -> ParsedRecipe {
  parse(SourceText(name: name, text: text))
}
