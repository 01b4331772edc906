import Foundation
import Language
import MessagePassing

/// Does the steps of a plan in order, each once: what the ledger has is not done again.
public struct Runner: Sendable {
  public let program: Program
  public let plan: Plan
  public let ledger: Ledger
  /// The folder of the recipe, for relative paths.
  public let base: URL
  private let environment: [String: String]
  let sink: (any ProgressSink)?
  let stop: StopRequest
  private let workers: Workers
  var team: Team { workers.team }
  /// Data and weights that the plan needs and that are not there; their absence is in no identity.
  public let missing: [String]

  /// The version of `meit` that results are stamped with.
  public static let version = "0.1.0"

  /// - Parameters:
  ///   - environment: Where the addresses and keys of outside servers are found.
  ///   - isForPlanning: Whether only the plan is wanted, which needs no file to be there.
  /// - Throws: `MissingFiles`.
  public init(
    _ program: Program, ledger: Ledger, base: URL, targets: Set<String>? = nil,
    environment: [String: String] = ProcessInfo.processInfo.environment, sink: (any ProgressSink)? = nil,
    stop: StopRequest = StopRequest(), workers: Workers = Workers(), isForPlanning: Bool = false
  ) throws(MissingFiles) {
    self.environment = environment
    self.program = program
    self.ledger = ledger
    self.base = base
    self.sink = sink
    self.stop = stop
    self.workers = workers
    let fingerprints = Fingerprints(base: base, ledger: ledger)
    plan = Plan(program, targets: targets, fingerprint: fingerprints.of)
    missing = fingerprints.missing
    if !isForPlanning { try fingerprints.check() }
  }

  /// Where tables and figures are put for the user.
  public var outputFolder: URL { program.outputFolder(in: ledger) }

  /// The steps whose results are at hand.
  /// - Throws: `LedgerError`.
  public func cached() throws -> Set<StepIdentity> {
    var found: Set<StepIdentity> = []
    for step in plan.steps where try ledger.finished(step.key) != nil { found.insert(step.identity) }
    return found
  }

  /// Does what is to do, several steps at once if the workers are several.
  /// - Throws: `Stopped` at a safe point, when a stop is asked for; what a step throws, after saying where;
  ///   `StepFailures` when several failed.
  public func run() throws { try run(plan.steps) }

  /// Does some steps of the plan, by the names of their folders; other inputs of theirs are finished.
  /// - Throws: `LedgerError.unknown` when the plan has no such step; what `run` throws.
  public func run(only names: Set<String>) throws {
    let steps = plan.steps.filter { names.contains($0.key.folderName) }
    if let unknown = names.subtracting(steps.map(\.key.folderName)).min() {
      throw LedgerError.unknown(name: unknown, candidates: [])
    }
    try run(steps)
  }

  private func run(_ steps: [Plan.Step]) throws {
    try requireOnePlan()
    StepProgress(sink: sink)(.planned(steps: steps.map(\.key)))
    let agenda = Agenda(steps, keepsGoing: workers.keepsGoing)
    let group = DispatchGroup()
    for _ in 1..<workers.count {
      group.enter()
      Thread.detachNewThread {
        work(through: agenda)
        group.leave()
      }
    }
    work(through: agenda)
    group.wait()
    try agenda.check()
  }

  private func work(through agenda: Agenda) {
    while let step = agenda.next() {
      do {
        if try team.any(stop.isRequested) { throw Stopped() }
        try perform(step, agenda)
        agenda.end(step)
      } catch { agenda.end(step, error) }
    }
  }

  /// Does a step here or elsewhere; what is finished needs no other process.
  private func perform(_ step: Plan.Step, _ agenda: Agenda) throws {
    guard team.isAlone else { return try performTogether(step) }
    guard let elsewhere = workers.elsewhere, try ledger.finished(step.key, verifying: .hashes) == nil else {
      return try perform(step)
    }
    try elsewhere(step.key, ProgressFan([sink].compactMap(\.self))) { stop.isRequested || agenda.isAbandoned }
  }

  /// - Parameter announce: told when the work itself begins, if all ranks share it.
  func perform(_ step: Plan.Step, announce: () throws -> Void = {}) throws {
    let progress = StepProgress(step: step.key, sink: sink)
    let waiting = Waiting.wait(stop: stop) { owner in progress(.message("waiting for \(owner)")) }
    // A flipped byte leaves the size as it is, so only hashes tell.
    let claim = try ledger.begin(
      StepDescription(step, in: plan, versions: ["meit": Self.version]), verifying: .hashes, waiting: waiting)
    guard case .workspace(let workspace) = claim else {
      progress(.cached)
      try publish(step)
      return
    }
    if let damage = workspace.replaced { progress(.warning("a damaged result was moved aside: \(damage)")) }
    let meter = PaceMeter()
    let timed = StepProgress(step: step.key, sink: ProgressFan([sink, meter].compactMap(\.self)))
    timed(.started(place: step.place))
    do {
      let executor = try executor(step.kind)
      if executor.isShared { try announce() }
      let context = context(of: step, workspace, timed)
      _ = try workspace.commit(try executor.execute(context))
      note(meter, context)
      progress(.finished)
    } catch {
      workspace.suspend()
      progress(error is Stopped ? .stopped : .failed(reason: "\(error)"))
      throw error
    }
    try publish(step)
  }

  /// Writes down how fast a step went, for the estimates of later plans.
  private func note(_ meter: PaceMeter, _ context: StepContext) {
    // The pace of several ranks says little about that of one.
    guard team.isAlone else { return }
    let step = context.step
    // The progress of scores counts metrics; their time goes by reports.
    let reports =
      step.kind == "score" ? context.inputs["generate"].flatMap { try? SampleLog.read(folder: $0).count } : nil
    let records = context.inputs["prepare"].flatMap { try? PreparedData(folder: $0).split.train.count } ?? 0
    let pace = meter.pace(
      Pace.Key(step, settings: context.settings), units: reports,
      signalBytes: WorkCounter.signalBytes(of: step.kind, records: records, context.settings),
      folder: ledger.folder(of: step.key))
    PaceBook(ledger).note([pace])
  }

  func context(of step: Plan.Step, _ workspace: StepWorkspace?, _ progress: StepProgress) -> StepContext {
    StepContext(
      step: step, workspace: workspace, inputs: folders(of: step.inputs), base: base, environment: environment,
      progress: progress, stop: stop, settings: settings(of: step), team: workers.team)
  }

  func executor(_ kind: String) throws -> any StepExecutor {
    switch kind {
    case "prepare": return PrepareStep(purpose: .training)
    case "prepare-evaluation": return PrepareStep(purpose: .evaluation)
    case "describe": return DescribeStep()
    case "pretrain-llm": return PretrainLanguageModelStep()
    case "pretrain-encoder": return PretrainEncoderStep()
    case "tune": return TuneStep()
    case "generate": return GenerateStep()
    case "measure-loss": return LossStep()
    case "score": return ScoreStep()
    case "judge": return JudgeStep()
    case "tabulate": return TabulateStep(results: results)
    case "draw": return DrawStep(results: results, base: base)
    default: throw DataError("Nothing does steps of the kind “\(kind)”.")
    }
  }

  private var results: Results { Results(program: program, plan: plan, ledger: ledger) }

  /// All options of the first cell that a step is for.
  func settings(of step: Plan.Step) -> Configuration {
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
    try OutputFiles.gatherNumbers(in: outputFolder)
  }
}
