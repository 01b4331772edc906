import Console
import Experiments
import Foundation
import Language
import Notebook

extension CommandSpec {
  private static let force = OptionSpec("force", short: "f", "write over a file that is there")

  static let convert = CommandSpec(
    "convert", "FROM TO", "make a notebook of a recipe, or a recipe of a notebook",
    details: """
      One of FROM and TO ends in .\(RecipeFile.fileExtension) and the other in .\(NotebookDocument.fileExtension).
      `# %% TITLE` begins a cell of a recipe, `# %% [markdown]` one of text in comment lines. A recipe comes back as it
      was, to the byte; of a notebook, the outputs are left out.

        meit convert Recipes/tour.meit tour.ipynb
        meit convert tour.ipynb tour.meit
      """, options: [force, .quiet], count: 2...2
  ) { invocation in
    let (from, to) = (invocation.operands[0], invocation.operands[1])
    guard invocation.has(force) || !FileManager.default.fileExists(atPath: to) else {
      throw DataError("\(to) is there already; --force writes over it.")
    }
    let document: NotebookDocument
    let text: String
    switch (URL(filePath: from).pathExtension, URL(filePath: to).pathExtension) {
    case (RecipeFile.fileExtension, NotebookDocument.fileExtension):
      document = try NotebookDocument(recipe: recipe(from))
      text = document.text
    case (NotebookDocument.fileExtension, RecipeFile.fileExtension):
      document = try NotebookDocument(RecipeFile.read(from).bytes, file: from)
      text = document.recipe
    default:
      let endings = [RecipeFile.fileExtension, NotebookDocument.fileExtension].map { ".\($0)" }
      throw UsageError(
        "one of \(from) and \(to) has to end in \(endings.joined(separator: " and the other in "))",
        command: invocation.command.name)
    }
    do { try Data(text.utf8).write(to: URL(filePath: to), options: .atomic) } catch {
      throw DataError("\(to) cannot be written: \(error.localizedDescription)")
    }
    if !invocation.has(.quiet) { Terminal.output.line("\(to): \(document.cells.count) cells") }
    return .success
  }

  /// - Throws: `DataError` for a text that is no UTF-8, of which a notebook could not give it back.
  private static func recipe(_ path: String) throws -> String {
    let bytes = try RecipeFile.read(path).bytes
    guard let text = String(validating: bytes, as: UTF8.self) else { throw DataError("\(path) is no UTF-8 text.") }
    return text
  }
}
