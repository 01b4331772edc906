import Console
import Foundation
import Language
import MEIT

/// `recipes NAME`: runs, plans or prints a recipe that is written in Swift.
@main
struct Main {
  static func main() {
    do { try act(on: Array(CommandLine.arguments.dropFirst())) } catch {
      let complaint = Complaint(error)
      complaint.show()
      exit(complaint.status.rawValue)
    }
  }

  private static func act(on words: [String]) throws {
    let settings = words.indices.filter { words[$0] == "--set" && $0 + 1 < words.count }
    let rest = words.indices.filter { !settings.contains($0) && !settings.contains($0 - 1) }.map { words[$0] }
    guard let name = rest.first, rest.count <= 2, !name.hasPrefix("-") else { return Terminal.output.line(help) }
    guard let twin = Twin.named(name) else {
      let known = Twin.all.flatMap { [$0.name] + $0.recipe.names }
      let near = nearestName(to: name, among: known).map { "; did you mean `\($0)`?" } ?? ""
      throw UsageError("no recipe in Swift is called `\(name)`\(near)")
    }
    let recipe = try twin.recipe.setting(settings.map { words[$0 + 1] })
    switch rest.dropFirst().first {
    case nil: try recipe.runInTerminal()
    case "plan"?: Terminal.output.line(try recipe.plan().text(colour: Terminal.output.hasColour))
    case "print"?: Terminal.output.write(recipe.text)
    case let other?: throw UsageError("`\(other)` is neither plan nor print")
    }
  }

  private static var help: String {
    """
    usage: recipes NAME [plan | print] [--set 'PATH = VALUE']

    Runs a recipe that is written in Swift, shows what a run would do, or prints it as .meit.

    \(Twin.all.map { "  \($0.name): \($0.recipe.names.joined(separator: ", "))" }.joined(separator: "\n"))
    """
  }
}
