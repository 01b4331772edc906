import Console
import Experiments
import Foundation
import Language

// What the words of the prompt do.
extension Prompt {
  func carryOut(_ word: PromptWord) throws {
    switch word {
    case .leave: break
    case .help(let topic): Terminal.output.line(topic.isEmpty ? Self.help : try session.explanation(of: topic))
    case .shell(let command): try Shell.run(command)
    case .last:
      guard !last.isEmpty else { throw DataError("Nothing was shown yet.") }
      for output in last { try printer.show(output) }
    case .recipe: Terminal.output.write(session.recipe)
    case .save(let path): try save(path)
    case .reload: try reload()
    case .clear: session.clear()
    }
  }

  private func save(_ path: String) throws {
    guard !path.isEmpty else { throw DataError("save needs a file: save fusion.meit") }
    do { try Data(session.recipe.utf8).write(to: URL(filePath: path), options: .atomic) } catch {
      let folder = URL(filePath: path).deletingLastPathComponent().path
      let isThere = FileManager.default.fileExists(atPath: folder)
      throw DataError(
        "\(path) cannot be written: \(isThere ? error.localizedDescription : "there is no folder \(folder)")")
    }
    file = file ?? path
    Terminal.output.line("saved \(path)")
  }

  /// Reads the recipe again, and what it uses; what was typed since then is forgotten.
  private func reload() throws {
    let turn = SessionTurn(show: printer.show)
    let source = try file.map(RecipeFile.read) ?? SourceText(name: "<session>", text: session.recipe)
    let fresh = Session(ledger: session.ledger, base: session.base, overlays: session.overlays)
    _ = try fresh.take(source, turn)
    session.clear()
    _ = try session.take(source, turn)
    Terminal.output.line("reloaded \(file ?? "what was said")")
  }

  private static let help = """
    model.fusion = llava     say something about the experiment `scratch`
    plan, run, show, sample  act on it; with names, on other declarations
    ?NAME                    tell about an option, a choice, a metric, an error number; ?options lists
    ;COMMAND                 the shell
    _ or ans                 what was shown last, again; in a command the name of what the last one was about
    recipe, save FILE        what was said, as a recipe
    reload, clear            read the files again, forget everything
    ^C                       drop the line, or stop a run at a safe point
    ^D, exit                 leave
    """
}
