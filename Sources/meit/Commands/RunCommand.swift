import Console
import Experiments
import Foundation
import Language
import Parallel

extension CommandSpec {
  static let keepGoing = OptionSpec("keep-going", "after a failure, do what does not need what failed")
  private static let jobs = OptionSpec("jobs", short: "j", value: "N", "steps to do at once, each in a process; 1")

  static let run = CommandSpec(
    "run", "FILE [NAME ...]", "do what a recipe says and show the results",
    details: """
      Carries out the commands of the recipe, or runs everything that it declares when it has none. With names, only
      those experiments, tables and figures are run. What is finished is not done again. FILE may be a folder of
      recipes: then those whose data or weights are not there are left out. - stands for standard input. ^C stops at a safe point; the same command goes on from there. With --jobs the
      steps of several cells are done at once; the results are the same bits.

        meit run Recipes/quickstart.meit
        meit run Recipes/quickstart.meit quickstart-scores --set 'train.lr = 1e-4'
        meit run Recipes/table-5.meit --scale smoke
      """,
    options: [.set, .scale, .runs, keepGoing, jobs, StepProcess.step, StepProcess.threads, .quiet, .json, .width],
    count: 1...Int.max
  ) { invocation in
    if let threads = try invocation.integer(StepProcess.threads) { Pool.threads = threads }
    if let step = invocation.value(StepProcess.step) {
      try run(step: step, invocation)
      return .success
    }
    var worst = ExitStatus.success
    let recipes = try invocation.recipes(at: invocation.operands[0])
    for path in recipes {
      do { try run(path, invocation) } catch let error as MissingFiles where recipes.count > 1 {
        Terminal.error.line("\(path) is left out: \(error)")
      } catch {
        guard invocation.has(keepGoing), !(error is Stopped) else { throw error }
        Complaint(error).show()
        worst = .failure
      }
    }
    return worst
  }

  private static func run(_ path: String, _ invocation: Invocation) throws {
    let printer = try invocation.printer
    let names = Array(invocation.operands.dropFirst())
    try Work.supervised(isQuiet: invocation.has(.quiet)) { work in
      var turn = work.turn(arguments: invocation.words, show: printer.show)
      turn.workers = try workers(path, invocation)
      let (session, commands) = try invocation.opened(path, turn)
      guard names.isEmpty, !commands.isEmpty else { return try session.run(names, turn) }
      for command in commands { try session.carryOut(command, turn) }
    }
  }

  private static func workers(_ path: String, _ invocation: Invocation) throws -> Workers {
    let count = try invocation.integer(jobs) ?? 1
    guard count > 1 else { return Workers(keepsGoing: invocation.has(keepGoing)) }
    guard path != "-" else { throw UsageError("--jobs needs a recipe in a file", command: invocation.command.name) }
    let process = StepProcess(recipe: path, invocation: invocation, threads: max(1, Pool.threads / count))
    return Workers(count: count, keepsGoing: invocation.has(keepGoing), elsewhere: process.perform)
  }

  private static func run(step: String, _ invocation: Invocation) throws {
    try Work.supervised(isQuiet: true) { work in
      let sink = LineSink(stop: work.stop)
      do {
        let turn = SessionTurn(sink: sink, stop: work.stop, show: { _ in })
        try invocation.opened(invocation.operands[0], turn).session.run(step: step, turn)
      } catch {
        // Who watches this process tells the user.
        guard !(error is Stopped) else { exit(ExitStatus.interrupted.rawValue) }
        sink.receive(ProgressEvent(.failed(reason: "\(error)")))
        exit(ExitStatus.failure.rawValue)
      }
    }
  }
}
