import Experiments
import Language

extension CommandSpec {
  private static let exitCode = OptionSpec(
    "exit-code", "exit with 2 when there is work to do, with 0 when there is none")

  static let plan = CommandSpec(
    "plan", "FILE [NAME ...]", "show what a run would do, and why",
    details: """
      One line for each step: = is finished, + is to do, with the options that changed since the last time. Nothing is
      run. --json writes every step with all its options.
      """,
    options: [.set, .runs, exitCode, .json, .quiet], count: 1...Int.max
  ) { invocation in
    let printer = try invocation.printer
    let turn = SessionTurn(show: printer.show)
    var hasWork = false
    for path in try invocation.recipes(at: invocation.operands[0]) {
      let session = try invocation.opened(path, turn).session
      let report = try session.plan(Array(invocation.operands.dropFirst()))
      if !invocation.has(.quiet) { try printer.show(.plan(report)) }
      hasWork = hasWork || report.hasWork
    }
    return invocation.has(exitCode) && hasWork ? .hasWork : .success
  }
}
