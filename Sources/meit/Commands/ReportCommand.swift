import Console
import Experiments
import Foundation
import Language

extension CommandSpec {
  private static let destination = OptionSpec("to", value: "FILE", "where the page goes; NAME.html where tables go")

  static let report = CommandSpec(
    "report", "FILE", "write a recipe with its results as one HTML page",
    details: """
      The page holds the text cells of the recipe, the recipe itself, its tables and figures, some reports beside their
      references, and where all of it comes from. It needs no other file. What is not finished is said to be so.

        meit report Recipes/quickstart.meit
      """, options: [destination, .set, .scale, .runs, .quiet], count: 1...1
  ) { invocation in
    let path = invocation.operands[0]
    let name = URL(filePath: path).deletingPathExtension().lastPathComponent
    let session = try invocation.opened(path, SessionTurn(show: try invocation.printer.show)).session
    let page = try RecipePage(session, title: name).html()
    let target =
      invocation.value(destination).map { URL(filePath: $0) }
      ?? session.outputFolder.appending(path: "\(name).html")
    try FileManager.default.createDirectory(
      at: target.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(page.utf8).write(to: target, options: .atomic)
    if !invocation.has(.quiet) { Terminal.output.line(target.relativeToHere) }
    return .success
  }
}
