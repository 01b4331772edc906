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

extension Keyword {
  /// One line for completion and help.
  public var summary: String {
    switch self {
    case .experiment: "options under a name"
    case .sweep: "an experiment over several values"
    case .table: "a table of results"
    case .figure: "a figure of results"
    case .from: "what it builds on"
    case .of: "whose results it shows"
    case .let: "a name for a value"
    case .use: "the declarations of another recipe"
    case .vary: "every value of an option, with every value of the other axes"
    case .tie: "several options that change together"
    case .hold: "what must not differ between the cells"
    case .skip: "leaves cells out"
    case .scale: "what holds at one scale of the recipe"
    case .in: "the values"
    case .when: "which cells"
    case .and, .or, .by, .true, .false: ""
    }
  }
}
