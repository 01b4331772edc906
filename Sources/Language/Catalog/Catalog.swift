/// What may be said in a recipe, as data: the parser knows none of it, and the checker, completion, `explain`, the
/// manual and the editor grammar all read it here.
public final class Catalog: Sendable {
  public let options: [Option]
  public let tableOptions: [Option]
  public let figureOptions: [Option]
  public let metrics: [Metric]
  /// In an order in which every kind comes after its inputs.
  public let steps: [StepKind]
  public let commands: [CommandForm]

  private let positions: [String: Int]
  private let metricPositions: [String: Int]
  /// Every proper prefix of an option's path: `train`, `data`.
  public let groups: Set<String>
  /// The resolved defaults, by option.
  let standards: [Value]

  public init(
    options: [Option], tableOptions: [Option] = [], figureOptions: [Option] = [], metrics: [Metric] = [],
    steps: [StepKind] = [], commands: [CommandForm] = []
  ) {
    self.options = options
    self.tableOptions = tableOptions
    self.figureOptions = figureOptions
    self.metrics = metrics
    self.steps = steps
    self.commands = commands
    positions = Dictionary(uniqueKeysWithValues: options.enumerated().map { ($1.path, $0) })
    metricPositions = Dictionary(uniqueKeysWithValues: metrics.enumerated().map { ($1.name, $0) })
    groups = Set(options.flatMap { Self.prefixes(of: $0.path) })
    let names = NameTable(options: positions, choices: options, metrics: metricPositions, groups: groups)
    standards = options.map { Resolver.standard(of: $0, names: names) }
    nameTable = names
  }

  let nameTable: NameTable

  public func option(_ path: String) -> Option? { positions[path].map { options[$0] } }
  public func metric(_ name: String) -> Metric? { metricPositions[name].map { metrics[$0] } }
  public func command(_ name: String) -> CommandForm? { commands.first { $0.name == name } }
  public func step(_ name: String) -> StepKind? { steps.first { $0.name == name } }

  /// The parameter of an option's choices that a path such as `eval.noise.snr` addresses.
  func parameter(_ path: String) -> Option? {
    guard case .parameter(let index, let name)? = nameTable.target(path) else { return nil }
    return options[index].type.choiceSets.flatMap(\.choices).flatMap(\.parameters).first { $0.path == name }
  }

  func position(_ path: String) -> Int? { positions[path] }

  /// The options whose path is the prefix or lies under it.
  public func options(under prefix: String) -> [Option] {
    options.filter { Self.path($0.path, isUnder: prefix) }
  }

  static func path(_ path: String, isUnder prefix: String) -> Bool {
    path == prefix || (path.hasPrefix(prefix) && path.utf8.dropFirst(prefix.utf8.count).first == UInt8(ascii: "."))
  }

  private static func prefixes(of path: String) -> [String] {
    let parts = path.split(separator: ".")
    return (1..<max(1, parts.count)).map { parts.prefix($0).joined(separator: ".") }
  }
}

/// The names that values may refer to; apart from the catalog because the catalog's own defaults are resolved with it.
struct NameTable: Sendable {
  let options: [String: Int]
  let choices: [Option]
  let metrics: [String: Int]
  let groups: Set<String>

  /// What a path addresses: an option, or a parameter of an option's choices.
  enum Target: Equatable {
    case option(Int)
    case parameter(Int, String)
  }

  func target(_ path: String) -> Target? {
    if let index = options[path] { return .option(index) }
    guard let dot = path.lastIndex(of: "."), let index = options[String(path[..<dot])] else { return nil }
    let parameter = String(path[path.index(after: dot)...])
    let isKnown = choices[index].type.choiceSets.contains { set in
      set.choices.contains { $0.parameters.contains { $0.path == parameter } }
    }
    return isKnown ? .parameter(index, parameter) : nil
  }
}
