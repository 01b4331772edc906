/// Builds a plan: walks the cells, derives each step's identity, and keeps one step for each identity.
struct Planner {
  let program: Program
  let fingerprint: Fingerprint
  private(set) var steps: [Plan.Step] = []
  private var positions: [StepIdentity: Int] = [:]
  /// The identities of the steps of each experiment's cells by kind, so that an experiment is planned once.
  private var planned: [String: [[String: StepIdentity]]] = [:]
  /// For each kind the option paths that reach it through its inputs.
  private let reach: [String: [String]]

  init(program: Program, fingerprint: @escaping Fingerprint) {
    self.program = program
    self.fingerprint = fingerprint
    reach = Self.reach(program.catalog.steps)
  }

  private static func reach(_ kinds: [StepKind]) -> [String: [String]] {
    var reach: [String: [String]] = [:]
    for kind in kinds {
      let inherited = kind.inputs.flatMap { reach[$0] ?? [] }
      reach[kind.name] = Array(Set(kind.influences + inherited)).sorted()
    }
    return reach
  }

  mutating func add(_ experiment: Experiment) {
    guard planned[experiment.name] == nil else { return }
    planned[experiment.name] = experiment.cells.indices.map { index in
      let cell = experiment.cells[index]
      let use = Plan.Use(experiment: experiment.name, cell: index, label: cell.label)
      return steps(of: cell.configuration, use)
    }
  }

  private mutating func steps(of configuration: Configuration, _ use: Plan.Use) -> [String: StepIdentity] {
    var found: [String: StepIdentity] = [:]
    for kind in program.catalog.steps where kind.scope == .cell {
      if let condition = kind.condition, !condition.holds(in: configuration) { continue }
      let inputs = kind.inputs.compactMap { found[$0] }
      let told = options(of: kind, configuration)
      let outside = fingerprint(kind, configuration)
      let version = kind.version(in: configuration)
      let identity = identity(kind, version, told, inputs, outside, output: nil)
      found[kind.name] = identity
      if let position = positions[identity] {
        steps[position].uses.append(use)
        continue
      }
      append(
        Plan.Step(
          identity: identity, kind: kind.name, version: version,
          configuration: configuration.restricted(to: reach[kind.name] ?? []), options: told, inputs: inputs,
          fingerprint: outside, uses: [use], output: nil))
    }
    return found
  }

  mutating func add(_ output: Output) {
    guard let experiment = program.experiment(output.base) else { return }
    add(experiment)
    let scope: StepKind.Scope = output.kind == .table ? .table : .figure
    for kind in program.catalog.steps where kind.scope == scope {
      var inputs: [StepIdentity] = []
      var seen: Set<StepIdentity> = []
      for cell in planned[output.base] ?? [] {
        for identity in kind.inputs.compactMap({ cell[$0] }) where seen.insert(identity).inserted {
          inputs.append(identity)
        }
      }
      let told = options(of: output)
      // The cells' labels are what the rows and series are named by.
      let labels = experiment.cells.map(\.label).joined(separator: "\n")
      let identity = identity(kind, kind.version, told, inputs, labels, output: output.name)
      guard positions[identity] == nil else { continue }
      let uses = experiment.cells.indices.map {
        Plan.Use(experiment: experiment.name, cell: $0, label: experiment.cells[$0].label)
      }
      append(
        Plan.Step(
          identity: identity, kind: kind.name, version: kind.version,
          configuration: Configuration(catalog: program.catalog), options: told, inputs: inputs, fingerprint: "",
          uses: uses, output: output.name))
    }
  }

  private mutating func append(_ step: Plan.Step) {
    positions[step.identity] = steps.count
    steps.append(step)
  }

  private func options(of kind: StepKind, _ configuration: Configuration) -> [Plan.OptionText] {
    program.catalog.options.compactMap { option in
      guard kind.influences.contains(where: { Catalog.path(option.path, isUnder: $0) }) else { return nil }
      guard !configuration.isStandard(option.path) else { return nil }
      return Plan.OptionText(path: option.path, value: configuration.canonical(option.path))
    }
  }

  private func options(of output: Output) -> [Plan.OptionText] {
    let known = output.kind == .table ? program.catalog.tableOptions : program.catalog.figureOptions
    return known.compactMap { option in
      output.options[option.path].map { Plan.OptionText(path: option.path, value: $0.canonical(as: option.type)) }
    }
  }

  private func identity(
    _ kind: StepKind, _ version: Int, _ options: [Plan.OptionText], _ inputs: [StepIdentity], _ outside: String,
    output: String?
  ) -> StepIdentity {
    var lines = ["\(kind.name) \(version)"]
    if let output { lines.append("output \(output)") }
    lines += options.map { "option \($0.path) = \($0.value)" }
    lines += inputs.map { "input \($0.hex)" }
    if !outside.isEmpty { lines.append("outside \(outside)") }
    return StepIdentity(hashing: lines.joined(separator: "\n"))
  }
}
