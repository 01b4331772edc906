/// A kind of work in a plan, with what its result depends on.
public struct StepKind: Sendable {
  public enum Scope: Sendable {
    /// Once for every distinct set of options that influence it.
    case cell
    /// Once for every table.
    case table
    /// Once for every figure.
    case figure
  }

  public let name: String
  /// Raised when the work itself changes, so that results of the old way are not taken for new ones.
  public let version: Int
  /// Each raises the version where it holds: for work that changed under some options alone.
  public let revisions: [Condition]
  public let summary: String
  /// Options under these paths change the result.
  public let influences: [String]
  /// The kinds whose results it takes.
  public let inputs: [String]
  /// When it is needed at all.
  public let condition: Condition?
  public let scope: Scope

  public init(
    _ name: String, version: Int = 1, revisions: [Condition] = [], _ summary: String, influences: [String] = [],
    inputs: [String] = [], when condition: Condition? = nil, scope: Scope = .cell
  ) {
    self.name = name
    self.version = version
    self.revisions = revisions
    self.summary = summary
    self.influences = influences
    self.inputs = inputs
    self.condition = condition
    self.scope = scope
  }

  /// The version under the options of a cell.
  func version(in configuration: Configuration) -> Int {
    version + revisions.count { $0.holds(in: configuration) }
  }
}

/// A command that may stand in a recipe.
public struct CommandForm: Sendable {
  public let name: String
  public let summary: String
  /// How it is written: `run [NAME ...]`.
  public let usage: String
  public let operands: Operands
  /// What may be said behind the names, as in `show NAME record = 7`.
  public let options: [Option]

  /// What the names behind the command are.
  public enum Operands: Sendable {
    /// What the recipe declares; anything else is complained about before the command is carried out.
    case declarations
    /// What the recipe declares, or what the command finds elsewhere.
    case results
    /// What can be explained.
    case topics
  }

  public init(
    _ name: String, _ usage: String, _ summary: String, takes operands: Operands = .declarations,
    options: [Option] = []
  ) {
    self.name = name
    self.usage = usage
    self.summary = summary
    self.operands = operands
    self.options = options
  }
}
