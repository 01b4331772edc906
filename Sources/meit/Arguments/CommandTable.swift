import Console
import Foundation
import Language

/// All commands, in the order of the help.
package enum CommandTable {
  package static let commands: [CommandSpec] = [
    .run, .plan, .check, .format, .report, .runs, .show, .logs, .diff, .export, .bundle, .push, .collect, .score,
    .tokenize,
    .models, .inspect, .data, .bench, .kernel, .convert, .languageServer, .explain, .manual, .version,
  ]

  /// - Throws: `UsageError` with the nearest name.
  package static func command(named name: String) throws -> CommandSpec {
    if let found = commands.first(where: { $0.name == name }) { return found }
    let near = suggestion(nearestName(to: name, among: commands.map(\.name) + ["help"]))
    throw UsageError("`\(name)` is no command\(near)")
  }

  /// The page of `meit help`.
  package static var overview: String {
    let width = commands.map(\.name.count).max() ?? 0
    let lines = commands.map { command in
      "  " + command.name.padding(toLength: width, withPad: " ", startingAt: 0) + "  " + command.summary
    }
    return """
      usage: meit COMMAND ...
             meit                 a prompt
             meit -c 'STATEMENTS' carry out statements, or what the prompt knows beside them
             meit -i FILE         a prompt that has read a recipe

      Experiments on language models that read ECGs, written as recipes.

      \(lines.joined(separator: "\n"))

      meit help COMMAND tells more. Results are kept in $MEIT_RUNS, or in runs/.
      """
  }
}
