import Foundation
import Language

// Doing what a plan says, and showing what came of it.
extension Session {
  /// Does the work of some declarations, or of everything that the recipe itself declares, and shows the results.
  ///
  /// All ranks of a team call this; the first one keeps the journal and shows the results. Where the recipe names a
  /// cluster, the work is handed over and this returns at once.
  /// - Throws: `Stopped` at a safe point when a stop is asked for; what a step throws.
  public func run(_ names: [String] = [], _ turn: SessionTurn) throws {
    if try handOver(names, turn) { return }
    var turn = turn
    let outer = turn.sink
    let isFirst = turn.workers.team.isFirst
    let journal = try isFirst ? begin(names, turn) : nil
    let failures = FailureNote()
    turn.sink = ProgressFan([outer, journal, failures].compactMap(\.self))
    let runner = try runner(names, turn)
    do {
      try runner.run()
      try journal?.finish(.finished)
    } catch {
      try? journal?.finish(error is Stopped ? .stopped : .failed(reason: "\(error)"))
      let place = error is StepFailures ? nil : failures.place
      let origin = file ?? failures.step.flatMap { line(of: $0, in: runner.plan) }
      throw error is Stopped ? error : StepFailure(place: place, file: origin, reason: error)
    }
    if isFirst { try showResults(names, turn) }
  }

  /// Does some steps of everything that was said, by their names, for a run that another process or a cluster's queue
  /// watches; inputs that are not among them are finished.
  /// - Throws: `LedgerError.unknown` for a step that no declaration asks for; what a step throws.
  public func run(steps names: Set<String>, _ turn: SessionTurn) throws {
    try runner(program.experiments.map(\.name) + program.outputs.map(\.name), turn).run(only: names)
  }

  /// The recipe's file; nil where everything was typed.
  private var file: String? {
    let name = statements.lazy.compactMap(\.place.source?.name).first
    return name.flatMap { $0.hasPrefix("<") ? nil : $0 }
  }

  /// The line of Swift that declares the experiment or output that a step is for.
  private func line(of key: StepKey, in plan: Plan) -> String? {
    guard let step = plan.steps.first(where: { $0.key == key }) else { return nil }
    let place =
      step.output.flatMap { program.output($0)?.place }
      ?? step.uses.first.flatMap { program.experiment($0.experiment)?.place }
    guard case .swift? = place else { return nil }
    return place?.description
  }

  /// The only experiment, or the file where there are several.
  var recipeName: String {
    let own = program.experiments.filter { !$0.isImported }.map(\.name)
    if own.count == 1 { return own[0] }
    return file.map { URL(filePath: $0).deletingPathExtension().lastPathComponent } ?? own.last ?? Program.scratch
  }

  func begin(_ names: [String], _ turn: SessionTurn) throws -> RunJournal {
    let runner = try runner(names)
    guard !runner.plan.steps.isEmpty else {
      throw DataError("There is nothing to run: declare an experiment, or name one that came in by `use`.")
    }
    return try ledger.beginRun(
      RunDescription(
        name: names.first ?? recipeName, recipe: recipe, file: file,
        arguments: turn.arguments, versions: ["meit": Runner.version], commit: GitCommit.current(of: base),
        steps: runner.plan.steps.map { .init(key: $0.key, place: $0.place) }))
  }

  /// Tables and figures; a summary of the scores of what no table shows; some reports.
  func showResults(_ names: [String], _ turn: SessionTurn) throws {
    let outputs = program.outputs.filter { names.isEmpty ? !$0.isImported : names.contains($0.name) }
    let experiments = program.experiments.filter { names.isEmpty ? !$0.isImported : names.contains($0.name) }
    for output in outputs { try show(output.name, turn, asPath: !turn.drawsFigures) }
    let tabled = Set(outputs.filter { $0.kind == .table }.map(\.base))
    for experiment in experiments where !tabled.contains(experiment.name) {
      if let table = try summary(of: experiment.name) { try turn.show(.table(table)) }
    }
    // A recipe that says which reports it wants to see shows those.
    guard !program.commands.contains(where: { $0.name == "sample" }) else { return }
    // Who asks for a table or figure by name wants that.
    let sources = experiments.map(\.name) + (names.isEmpty ? outputs.map(\.base) : [])
    if let name = sources.last {
      let reports = try samples(of: name, count: Self.sampleCount)
      if !reports.isEmpty { try turn.show(.samples(reports)) }
    }
  }
}
