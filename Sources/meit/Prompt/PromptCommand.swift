import Console
import Experiments
import Foundation
import Language

extension CommandSpec {
  private static let statements = OptionSpec("command", short: "c", value: "STATEMENTS", "carry out statements and end")
  private static let interactive = OptionSpec(
    "interactive", short: "i", value: "FILE", "start with what a recipe declares")

  /// What `meit` without a command does: a prompt, `-c`, or statements from a pipe.
  static let prompt = CommandSpec(
    "", "", "a prompt", options: [statements, interactive, .set, .runs, .quiet, .json, .width]
  ) { invocation in
    let session = try invocation.session(base: URL(filePath: "."))
    if let file = invocation.value(interactive) {
      _ = try session.take(RecipeFile.read(file), SessionTurn(show: try invocation.printer.show))
    }
    let texts = invocation.values[statements.name] ?? []
    if texts.isEmpty, isatty(STDIN_FILENO) == 1 {
      return try Prompt(session, invocation.printer, file: invocation.value(interactive)).run()
    }
    let sources =
      texts.isEmpty
      ? [SourceText(name: "<input>", bytes: Invocation.standardInput())]
      : texts.map { SourceText(name: "<command>", text: $0) }
    let printer = try invocation.printer
    let prompt = Prompt(session, printer, file: invocation.value(interactive))
    try Work.supervised(isQuiet: invocation.has(.quiet)) { work in
      for source in sources {
        if try prompt.answered(source.text(0..<source.bytes.count)) { continue }
        let program = Bundle.main.executableURL
        try session.submit(source, work.turn(arguments: invocation.words, program: program, show: printer.show))
      }
    }
    return .success
  }
}
