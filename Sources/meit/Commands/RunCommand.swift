import Console
import Experiments
import Foundation
import Language
import MessagePassing
import Parallel

extension CommandSpec {
  static let keepGoing = OptionSpec("keep-going", "after a failure, do what does not need what failed")
  private static let jobs = OptionSpec(
    "jobs", short: "j", value: "N", "steps to do at once, each in a process; otherwise one")

  static let run = CommandSpec(
    "run", "FILE [NAME ...]", "do what a recipe says and show the results",
    details: """
      Carries out the commands of the recipe, or runs everything that it declares when it has none. With names, only
      those experiments, tables and figures are run. What is finished is not done again. FILE may be a folder of
      recipes: then those whose data or weights are not there are left out, and with --scale those that train and do
      not know that scale; - stands for standard input. ^C stops at a safe point; the same command goes on from there.
      With --jobs the steps of several cells are done at once; the results are the same bits.

      Launched by mpirun or srun, the ranks divide the parts of each batch (train.accumulation) and the reports to be
      written among themselves; any number of them gives the same bits. They must see the same files.

      With `cluster = slurm(...)` in the recipe a job array is submitted, a task for each training, and the command
      returns at once; the same command tells how far it is, and collects the results.

        meit run Recipes/quickstart.meit
        meit run Recipes/quickstart.meit quickstart-scores --set 'train.lr = 1e-4'
        meit run Recipes/table-5.meit --scale smoke
        mpirun -np 4 meit run Recipes/table-5.meit --set 'train.accumulation = 4'
        meit run Recipes/table-5.meit --set 'cluster = slurm(partition = "gpu", time = 2 h, memory = 8 GB)'
      """,
    options: [
      .set, .scale, .runs, .base, keepGoing, jobs, StepProcess.step, ClusterProcess.steps, StepProcess.threads,
      .quiet, .json, .width,
    ],
    count: 1...Int.max
  ) { invocation in
    if let threads = try invocation.integer(StepProcess.threads) { Pool.threads = threads }
    if let step = invocation.value(StepProcess.step) {
      try run(step: step, invocation)
      return .success
    }
    return try RankedProcess.run { team in
      guard let steps = invocation.value(ClusterProcess.steps) else { return try run(invocation, team) }
      return try ClusterProcess.run(steps, invocation, team)
    }
  }

  private static func run(_ invocation: Invocation, _ team: Team) throws -> ExitStatus {
    var worst = ExitStatus.success
    let recipes = try invocation.recipes(at: invocation.operands[0])
    for path in recipes {
      do { try run(path, of: recipes, invocation, team) } catch let error as MissingFiles where recipes.count > 1 {
        Terminal.error.line("\(path) is left out: \(error)")
      } catch {
        guard invocation.has(keepGoing), !(error is Stopped) else { throw error }
        Complaint(error).show()
        worst = .failure
      }
    }
    return worst
  }

  private static func run(_ path: String, of recipes: [String], _ invocation: Invocation, _ team: Team) throws {
    let printer = try invocation.printer
    let names = Array(invocation.operands.dropFirst())
    try Work.supervised(isQuiet: invocation.has(.quiet)) { work in
      var turn = work.turn(arguments: invocation.words, program: Bundle.main.executableURL, show: printer.show)
      turn.workers = try workers(path, invocation, team)
      let (session, commands) = try invocation.opened(path, turn)
      guard !invocation.leavesOut(session, of: recipes) else {
        return Terminal.error.line("\(path) is left out: it says nothing about scale \(invocation.value(.scale) ?? "")")
      }
      guard names.isEmpty, !commands.isEmpty else { return try session.run(names, turn) }
      // What only shows something is the first rank's.
      for command in commands where team.isFirst || command.name == CommandSpec.run.name {
        try session.carryOut(command, turn)
      }
    }
  }

  private static func workers(_ path: String, _ invocation: Invocation, _ team: Team) throws -> Workers {
    let count = try invocation.integer(jobs) ?? 1
    if !team.isAlone { try requireRankable(path, count, invocation) }
    guard count > 1 else { return Workers(keepsGoing: invocation.has(keepGoing), team: team) }
    guard path != "-" else { throw UsageError("--jobs needs a recipe in a file", command: invocation.command.name) }
    let process = StepProcess(recipe: path, invocation: invocation, threads: max(1, Pool.threads / count))
    return Workers(count: count, keepsGoing: invocation.has(keepGoing), elsewhere: process.perform)
  }

  private static func requireRankable(_ path: String, _ jobs: Int, _ invocation: Invocation) throws {
    guard jobs == 1 else { throw UsageError("ranks do one step after the other: leave --jobs out", command: run.name) }
    guard path != "-" else { throw UsageError("several ranks need a recipe in a file", command: run.name) }
  }

  private static func run(step: String, _ invocation: Invocation) throws {
    try Work.supervised(isQuiet: true) { work in
      let sink = LineSink(stop: work.stop)
      do {
        let turn = SessionTurn(sink: sink, stop: work.stop, show: { _ in })
        try invocation.opened(invocation.operands[0], turn).session.run(steps: [step], turn)
      } catch {
        // Who watches this process tells the user.
        guard !(error is Stopped) else { exit(ExitStatus.interrupted.rawValue) }
        sink.receive(ProgressEvent(.failed(reason: "\(error)")))
        exit(ExitStatus.failure.rawValue)
      }
    }
  }
}
