import Experiments
import Foundation
import Language

extension CommandSpec {
  static let keepGoing = OptionSpec("keep-going", "with several recipes, go on after one that failed")

  static let run = CommandSpec(
    "run", "FILE [NAME ...]", "do what a recipe says and show the results",
    details: """
      Carries out the commands of the recipe, or runs everything that it declares when it has none. With names, only
      those experiments, tables and figures are run. What is finished is not done again. FILE may be a folder of
      recipes, or - for standard input. ^C stops at a safe point; the same command goes on from there.

        meit run Recipes/quickstart.meit
        meit run Recipes/quickstart.meit table-1 --set 'train.lr = 1e-4'
      """,
    options: [.set, .runs, keepGoing, .quiet, .json, .width], count: 1...Int.max
  ) { invocation in
    var worst = ExitStatus.success
    for path in try invocation.recipes(at: invocation.operands[0]) {
      do { try run(path, invocation) } catch {
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
      let turn = work.turn(arguments: invocation.words, show: printer.show)
      let (session, commands) = try invocation.opened(path, turn)
      guard names.isEmpty, !commands.isEmpty else { return try session.run(names, turn) }
      for command in commands { try session.carryOut(command, turn) }
    }
  }
}
