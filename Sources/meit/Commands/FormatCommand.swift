import Console
import Experiments
import Foundation
import Language

extension CommandSpec {
  private static let onlyCheck = OptionSpec("check", "change nothing; exit with 1 when a file is not formatted")

  static let format = CommandSpec(
    "fmt", "FILE ...", "lay recipes out in the one way, comments kept",
    details: """
      Files are written anew where they change; FILE may be a folder of recipes. - is standard input, whose new form goes
      to standard output.

        meit fmt fusion.meit
        meit fmt --check Recipes/
      """, options: [onlyCheck], count: 1...Int.max
  ) { invocation in
    var status = ExitStatus.success
    for path in try invocation.operands.flatMap(invocation.recipes) {
      guard path != "-" else {
        let text = try formatted(SourceText(name: "<input>", bytes: Invocation.standardInput()))
        Terminal.output.write(text)
        continue
      }
      let source = try RecipeFile.read(path)
      let text = try formatted(source)
      guard Array(text.utf8) != source.bytes else { continue }
      if invocation.has(onlyCheck) {
        Terminal.output.line("\(path) is not formatted")
        status = .failure
      } else {
        try Data(text.utf8).write(to: URL(filePath: path), options: .atomic)
        Terminal.output.line("formatted \(path)")
      }
    }
    return status
  }
}
