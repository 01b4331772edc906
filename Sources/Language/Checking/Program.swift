/// A recipe that was checked: everything that it declares, with every option of every cell resolved.
public struct Program: Sendable {
  public let catalog: Catalog
  /// Experiments and sweeps in the order of their declaration; `scratch` comes last, when something was said outside.
  public internal(set) var experiments: [Experiment] = []
  public internal(set) var outputs: [Output] = []
  public internal(set) var commands: [Command] = []
  /// The scale that the recipe was checked at; nil where the catalog knows no scales.
  public internal(set) var scale: String?
  /// The scales that the recipe, or one that it uses, says something about.
  public internal(set) var scales: Set<String> = []

  /// The experiment that holds what stands outside every declaration.
  public static let scratch = "scratch"

  public var tables: [Output] { outputs.filter { $0.kind == .table } }
  public var figures: [Output] { outputs.filter { $0.kind == .figure } }

  public func experiment(_ name: String) -> Experiment? { experiments.first { $0.name == name } }
  public func output(_ name: String) -> Output? { outputs.first { $0.name == name } }
}

/// A checked experiment or sweep; an experiment is a sweep of one cell.
public struct Experiment: Sendable {
  public let kind: Declaration.Kind
  public let name: String
  public let base: String?
  public let axes: [Axis]
  public let cells: [Cell]
  public let place: Place
  /// Whether it came in by `use`; then only what refers to it needs it.
  public let isImported: Bool
}

/// What varies: one option, or several tied together.
public struct Axis: Sendable, Equatable {
  public let paths: [String]
  /// For each point a value for each path.
  public let points: [[Value]]
}

/// One setting of an axis in a cell.
public struct Coordinate: Sendable, Equatable {
  public let path: String
  public let value: Value
  /// The value as canonical text.
  public let text: String

  /// What the value is called: its `let` name, or its text.
  public var name: String { value.alias ?? text }
}

/// One point of a sweep, with all its options resolved.
public struct Cell: Sendable, Equatable {
  public let coordinates: [Coordinate]
  public let configuration: Configuration

  /// `model.fusion = llava, seed = 1`; empty for an experiment that varies nothing.
  public var label: String {
    coordinates.map { "\($0.path) = \($0.name)" }.joined(separator: ", ")
  }
}

/// A checked table or figure.
public struct Output: Sendable {
  public let kind: Declaration.Kind
  public let name: String
  /// The experiment or sweep whose results it shows.
  public let base: String
  /// Every option that was set or has a default, resolved.
  public let options: [String: Value]
  public let place: Place
  public let isImported: Bool

  public subscript(option: String) -> Value? { options[option] }
}

/// A command of a recipe.
public struct Command: Sendable, Equatable {
  public let name: String
  public let arguments: [Argument]
  public let place: Place
}
