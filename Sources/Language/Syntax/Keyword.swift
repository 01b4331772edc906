/// The reserved words: the only ones that the parser knows.
public enum Keyword: String, CaseIterable, Sendable {
  case experiment, sweep, table, figure
  case from, of
  case `let`, use
  case vary, tie, hold, skip
  case scale
  case `in`, when, and, or, by
  case `true`, `false`

  /// The words that may open a statement.
  public static let openers: [Keyword] = [
    .experiment, .sweep, .table, .figure, .let, .use, .vary, .tie, .hold, .skip, .scale,
  ]
}
