import Figures
import Foundation
import Language

// Work that a cluster does: handing it over, and telling how far it is.
extension Session {
  /// Hands over what is missing of a plan, if the recipe says `cluster = slurm(...)` and nobody does it yet, and shows
  /// how far it is.
  /// - Returns: False when there is nothing to hand over, so that what is left is done here.
  func handOver(_ names: [String], _ turn: SessionTurn) throws -> Bool {
    guard turn.workers.team.isAlone else { return false }
    let runner = try runner(names)
    let missing = try missing(of: runner)
    guard let request = try request(for: missing, runner) else { return false }
    guard let program = turn.program else {
      try turn.show(.text("This is not the program meit, which a cluster needs: the work is done here."))
      return false
    }
    let tasks = ClusterTask.tasks(runner.plan, missing: Set(missing.map(\.identity)))
    let board = try ClusterBoard(ledger, missing: Set(missing.map(\.key)))
    if !board.rows.isEmpty { try turn.show(.table(board.table)) }
    let open = board.open(tasks)
    if !open.isEmpty { try submit(open, request, program, names, turn) }
    return true
  }

  private func missing(of runner: Runner) throws -> [Plan.Step] {
    let cached = try runner.cached()
    return runner.plan.steps.filter { $0.output == nil && !cached.contains($0.identity) }
  }

  /// What the cells that need the steps ask for; nil where they are to be done here.
  private func request(for steps: [Plan.Step], _ runner: Runner) throws -> SlurmRequest? {
    let values = steps.map { runner.settings(of: $0)["cluster"] }
    guard let first = values.first else { return nil }
    if let other = values.first(where: { SlurmRequest($0) != SlurmRequest(first) }) {
      throw DataError(
        "One run goes to one place, and the recipe says `cluster = \(first)` and `cluster = \(other)`: name what is to be "
          + "run, or say it of everything by --set.")
    }
    return SlurmRequest(first)
  }

  private func submit(
    _ tasks: [ClusterTask], _ request: SlurmRequest, _ program: URL, _ names: [String], _ turn: SessionTurn
  ) throws {
    let journal = try begin(names, turn)
    do {
      let recipe = journal.folder.appending(path: "recipe.\(RecipeFile.fileExtension)")
      try Printer.print(flattened()).write(to: recipe, atomically: true, encoding: .utf8)
      let script = SlurmScript(
        request: request, name: "meit-\(names.first ?? recipeName)", tasks: tasks,
        command: command(program, recipe, request), folder: journal.folder)
      let file = journal.folder.appending(path: "job.sh")
      try script.text.write(to: file, atomically: true, encoding: .utf8)
      let id = try SlurmClient().submit(file)
      try journal.hand(to: ClusterJob(id: id, tasks: tasks))
      try turn.show(
        .text(
          "Slurm's job \(id): \(tasks.count) tasks, \(Set(tasks.flatMap(\.steps)).count) steps. `run` again tells how "
            + "far they are, and collects the results."))
    } catch {
      try? journal.finish(.failed(reason: "\(error)"))
      throw error
    }
  }

  private func command(_ program: URL, _ recipe: URL, _ request: SlurmRequest) -> [String] {
    let items = overlays.flatMap { ["--set", Printer.print([$0]).trimmingCharacters(in: .whitespacesAndNewlines)] }
    return [program.path, "run", recipe.path, "--base", URL(filePath: base.path).path, "--runs", ledger.folder.path]
      + ["--threads", "\(request.processors)"] + items + ["--steps"]
  }

  /// What was said as one recipe that needs no other file, for tasks that begin when the files may have changed.
  func flattened() throws -> [Statement] { try flattened(statements, isImported: false) }

  /// - Parameter isImported: Whether `use` brought the statements in, of which then only what they declare counts.
  private func flattened(_ statements: [Statement], isImported: Bool) throws -> [Statement] {
    try statements.flatMap { statement -> [Statement] in
      switch statement.kind {
      case .use(let path):
        let text = try load(path, statement.place.source?.name ?? "<input>")
        return try flattened(parse(text).statements, isImported: true)
      case .scale(let name, let body):
        return [Statement(.scale(name, try flattened(body, isImported: isImported)), statement.place)]
      case .declaration, .binding: return [statement]
      default: return isImported ? [] : [statement]
      }
    }
  }
}
