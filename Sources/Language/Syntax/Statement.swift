/// One thing said in a recipe: a declaration, an item, a command, a comment or the start of a notebook cell.
public struct Statement: Equatable, Sendable {
  public indirect enum Kind: Equatable, Sendable {
    case cell(CellMarker)
    /// A comment on a line of its own, without the `#`.
    case comment(String)
    case declaration(Declaration)
    case binding(Name, Value)
    case use(String)
    case assignment(Name, Value)
    /// `path { ... }`: the path goes before every path inside.
    case group(Name, [Statement])
    case vary(Name, Value)
    case tie([Name], Value)
    case hold(Value)
    case skip(Condition)
    /// `scale name { ... }`: what holds at one scale of the recipe alone.
    case scale(Name, [Statement])
    case command(Name, [Argument])
  }

  public var kind: Kind
  public var place: Place
  /// The comment behind the statement (for blocks: behind the closing brace).
  public var trailing: String?
  /// The comment behind the opening brace of a block.
  public var opening: String?
  /// Layout only, kept by the printer: an empty line stood before it.
  public var blankBefore: Bool

  public init(
    _ kind: Kind, _ place: Place = .nowhere, trailing: String? = nil, opening: String? = nil, blankBefore: Bool = false
  ) {
    self.kind = kind
    self.place = place
    self.trailing = trailing
    self.opening = opening
    self.blankBefore = blankBefore
  }

  public static func == (left: Statement, right: Statement) -> Bool {
    left.kind == right.kind && left.trailing == right.trailing && left.opening == right.opening
  }
}

/// The start of a notebook cell: `# %% title`, or `# %% [markdown] title` with its text.
public struct CellMarker: Equatable, Sendable {
  public var title: String
  /// The lines of a text cell; nil for a cell of recipe.
  public var markdown: [String]?

  public init(title: String = "", markdown: [String]? = nil) {
    self.title = title
    self.markdown = markdown
  }
}

/// `experiment`, `sweep`, `table` or `figure`, with its name, what it builds on, and its block.
public struct Declaration: Equatable, Sendable {
  public enum Kind: String, Equatable, Sendable, CaseIterable {
    case experiment, sweep, table, figure

    /// The word before the base: tables and figures are `of` something.
    public var joiner: String { isOutput ? "of" : "from" }
    public var isOutput: Bool { self == .table || self == .figure }
  }

  public var kind: Kind
  public var name: Name
  public var base: Name?
  public var body: [Statement]

  public init(_ kind: Kind, _ name: Name, base: Name? = nil, body: [Statement]) {
    self.kind = kind
    self.name = name
    self.base = base
    self.body = body
  }
}

/// What follows `skip when`.
public indirect enum Condition: Equatable, Sendable {
  public enum Comparison: String, Equatable, Sendable, CaseIterable {
    case equal = "="
    case notEqual = "!="
    case less = "<"
    case lessOrEqual = "<="
    case greater = ">"
    case greaterOrEqual = ">="
    case oneOf = "in"
  }

  case compare(Name, Comparison, Value)
  case all([Condition])
  case any([Condition])
}
