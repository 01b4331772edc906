import Console
import Experiments
import Language

extension CommandSpec {
  private static let exitCode = OptionSpec(
    "exit-code", "exit with 2 when there is work to do, with 0 when there is none")

  static let plan = CommandSpec(
    "plan", "FILE [NAME ...]", "show what a run would do, and why",
    details: """
      One line for each step: = is finished, + is to do, with the options that changed since the last time and what it
      will cost in time, memory and disk. Before the first run of a model some seconds go into timing it on a few
      records; later plans know from the runs. --json writes every step with all its options.
      """,
    options: [.set, .scale, .runs, exitCode, .json, .quiet], count: 1...Int.max
  ) { invocation in
    let printer = try invocation.printer
    let names = Array(invocation.operands.dropFirst())
    var hasWork = false
    let recipes = try invocation.recipes(at: invocation.operands[0])
    for path in recipes {
      try Work.supervised(isQuiet: invocation.has(.quiet)) { work in
        let turn = work.turn(arguments: invocation.words, show: printer.show)
        let session = try invocation.opened(path, turn).session
        guard !invocation.leavesOut(session, of: recipes) else { return }
        let report = try session.plan(names, estimatingIn: invocation.has(.quiet) ? nil : turn)
        if !invocation.has(.quiet) { try turn.show(.plan(report)) }
        hasWork = hasWork || report.hasWork
      }
    }
    return invocation.has(exitCode) && hasWork ? .hasWork : .success
  }
}
