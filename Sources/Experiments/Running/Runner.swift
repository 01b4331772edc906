import Foundation
import Language

/// Does the steps of a plan in order, each once: what the ledger has is not done again.
public struct Runner {
  public let program: Program
  public let plan: Plan
  public let ledger: Ledger
  /// The folder of the recipe, for relative paths.
  public let base: URL
  private let environment: [String: String]
  private let sink: (any ProgressSink)?
  private let stop: StopRequest

  /// The version of `meit` that results are stamped with.
  public static let version = "0.1.0"

  /// - Parameter environment: Where the addresses and keys of outside servers are found.
  public init(
    _ program: Program, ledger: Ledger, base: URL, targets: Set<String>? = nil,
    environment: [String: String] = ProcessInfo.processInfo.environment, sink: (any ProgressSink)? = nil,
    stop: StopRequest = StopRequest()
  ) throws {
    self.environment = environment
    self.program = program
    self.ledger = ledger
    self.base = base
    self.sink = sink
    self.stop = stop
    let fingerprints = Fingerprints(base: base)
    plan = Plan(program, targets: targets, fingerprint: fingerprints.of)
    try fingerprints.check()
  }

  /// Where tables and figures are put for the user.
  public var outputFolder: URL { ledger.folder.appending(path: "outputs") }

  /// The steps whose results are at hand.
  /// - Throws: `LedgerError`.
  public func cached() throws -> Set<StepIdentity> {
    var found: Set<StepIdentity> = []
    for step in plan.steps where try ledger.finished(step.key) != nil { found.insert(step.identity) }
    return found
  }

  /// Does what is to do.
  /// - Throws: `Stopped` at a safe point, when a stop is asked for; what a step throws, after saying where.
  public func run() throws {
    StepProgress(sink: sink)(.planned(steps: plan.steps.map(\.key)))
    for step in plan.steps {
      try stop.check()
      try perform(step)
    }
  }

  private func perform(_ step: Plan.Step) throws {
    let progress = StepProgress(step: step.key, sink: sink)
    let waiting = Waiting.wait(stop: stop) { owner in progress(.message("waiting for \(owner)")) }
    guard case .workspace(let workspace) = try ledger.begin(description(of: step), waiting: waiting) else {
      progress(.cached)
      try publish(step)
      return
    }
    if let damage = workspace.replaced { progress(.warning("a damaged result was moved aside: \(damage)")) }
    progress(.started(place: step.place))
    let context = StepContext(
      step: step, workspace: workspace, inputs: folders(of: step.inputs), base: base, environment: environment,
      progress: progress, stop: stop, settings: settings(of: step))
    do {
      _ = try workspace.commit(try executor(step.kind).execute(context))
      progress(.finished)
    } catch {
      workspace.suspend()
      progress(error is Stopped ? .stopped : .failed(reason: "\(error)"))
      throw error
    }
    try publish(step)
  }

  private func executor(_ kind: String) throws -> any StepExecutor {
    switch kind {
    case "prepare": return PrepareStep()
    case "pretrain-encoder": return PretrainEncoderStep()
    case "tune": return TuneStep()
    case "generate": return GenerateStep()
    case "score": return ScoreStep()
    case "judge": return JudgeStep()
    case "tabulate": return TabulateStep(results: results)
    case "draw": return DrawStep(results: results, base: base)
    default: throw DataError("Steps of the kind “\(kind)” cannot be done yet.")
    }
  }

  private var results: Results { Results(program: program, plan: plan, ledger: ledger) }

  private func settings(of step: Plan.Step) -> Configuration {
    guard let use = step.uses.first, let experiment = program.experiment(use.experiment),
      experiment.cells.indices.contains(use.cell)
    else { return step.configuration }
    return experiment.cells[use.cell].configuration
  }

  private func folders(of inputs: [StepIdentity]) -> [String: URL] {
    var folders: [String: URL] = [:]
    for step in inputs.compactMap({ plan[$0] }) { folders[step.kind] = ledger.folder(of: step.key) }
    return folders
  }

  private func description(of step: Plan.Step) -> StepDescription {
    StepDescription(
      key: step.key, version: step.version, place: step.place,
      options: step.options.map { RecordedOption(path: $0.path, value: $0.value) },
      resolved: step.configuration.resolved.map { path, _ in
        RecordedOption(path: path, value: step.configuration.canonical(path))
      }, inputs: step.inputs.compactMap { plan[$0]?.key }, fingerprint: step.fingerprint,
      versions: ["meit": Self.version])
  }

  /// Copies the files of a table or figure to where the user looks for them.
  private func publish(_ step: Plan.Step) throws {
    guard step.output != nil else { return }
    let folder = ledger.folder(of: step.key)
    for file in OutputFiles.names(in: folder) {
      let target = outputFolder.appending(path: file)
      try FileManager.default.createDirectory(
        at: target.deletingLastPathComponent(), withIntermediateDirectories: true)
      let bytes = try Data(contentsOf: folder.appending(path: file))
      if (try? Data(contentsOf: target)) != bytes { try bytes.write(to: target, options: .atomic) }
    }
  }
}

extension Plan.Step {
  /// The step's name in the ledger.
  public var key: StepKey { StepKey(kind: kind, identity: identity.hex) }
}
