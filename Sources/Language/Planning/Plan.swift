/// The work that a recipe asks for: steps in an order in which each comes after its inputs.
///
/// Steps that cells have in common appear once, so evaluation-only axes share one training.
public struct Plan: Equatable, Sendable {
  public internal(set) var steps: [Step] = []

  /// One piece of work and what its result depends on.
  public struct Step: Equatable, Sendable {
    public let identity: StepIdentity
    /// The name of its kind: `tune`.
    public let kind: String
    public let version: Int
    /// The options that its result depends on, its inputs' included; all others stand at their defaults, so that no
    /// work can depend on what its identity does not say.
    public let configuration: Configuration
    /// The options that entered the identity: those that influence the kind itself and differ from their defaults.
    public let options: [OptionText]
    public let inputs: [StepIdentity]
    /// What the caller said about data outside the recipe.
    public let fingerprint: String
    /// The cells that need it.
    public internal(set) var uses: [Use]
    /// The table or figure that it makes.
    public let output: String?

    /// Where it is in the recipe, whatever its options: `tune of fusion-ablation [model.fusion = llava]`.
    public var place: String {
      if let output { return "\(kind) \(output)" }
      guard let use = uses.first else { return kind }
      return use.label.isEmpty ? "\(kind) of \(use.experiment)" : "\(kind) of \(use.experiment) [\(use.label)]"
    }
  }

  /// An option and its value as canonical text.
  public struct OptionText: Equatable, Sendable {
    public let path: String
    public let value: String

    public init(path: String, value: String) {
      self.path = path
      self.value = value
    }
  }

  /// A cell that needs a step.
  public struct Use: Equatable, Sendable {
    public let experiment: String
    /// The cell's index in the experiment.
    public let cell: Int
    public let label: String
  }

  public subscript(identity: StepIdentity) -> Step? { steps.first { $0.identity == identity } }

  /// The steps of one kind that a cell needs, for finding a cell's scores.
  public func step(_ kind: String, of experiment: String, cell: Int) -> Step? {
    steps.first { $0.kind == kind && $0.uses.contains { $0.experiment == experiment && $0.cell == cell } }
  }

  /// The step that makes a table or figure.
  public func step(output: String) -> Step? { steps.first { $0.output == output } }
}

/// Says what the contents of outside data are for a kind of step (a hash of files, a size and date), or "" for none.
public typealias Fingerprint = (_ kind: StepKind, _ configuration: Configuration) -> String

extension Plan {
  /// The plan of a checked program.
  ///
  /// - Parameters:
  ///   - targets: the experiments, tables and figures wanted; nil for everything that the recipe itself declares.
  ///   - fingerprint: what outside data enter the identities.
  public init(_ program: Program, targets: Set<String>? = nil, fingerprint: @escaping Fingerprint = { _, _ in "" }) {
    var planner = Planner(program: program, fingerprint: fingerprint)
    let outputs = program.outputs.filter { targets?.contains($0.name) ?? !$0.isImported }
    for experiment in program.experiments where targets?.contains(experiment.name) ?? !experiment.isImported {
      planner.add(experiment)
    }
    for output in outputs { planner.add(output) }
    steps = planner.steps
  }
}
