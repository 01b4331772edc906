import Console
import Experiments
import Foundation
import Language

// What commands about recipes have in common.
extension Invocation {
  /// The ledger that the options or the environment name.
  var ledger: Ledger { Ledger(folder: URL(filePath: value(.runs) ?? Self.standardRuns)) }

  private static var standardRuns: String { ProcessInfo.processInfo.environment["MEIT_RUNS"] ?? "runs" }

  var printer: OutputPrinter {
    get throws {
      OutputPrinter(isQuiet: has(.quiet), isJSON: has(.json), width: try integer(.width))
    }
  }

  /// The items of `--set`, and of `--scale`, unless another scale is given.
  /// - Throws: `Diagnostics` for what is no item.
  func overlays(scale: String? = nil) throws -> [Statement] {
    let scale = (scale ?? value(.scale)).map { [("\(Catalog.scaleOption) = \($0)", OptionSpec.scale)] } ?? []
    let items = (values[OptionSpec.set.name] ?? []).map { ($0, OptionSpec.set) } + scale
    return try items.flatMap { text, option in
      let parsed = parse(text, name: "<--\(option.name)>")
      guard !parsed.diagnostics.hasErrors else { throw Diagnostics(parsed.diagnostics) }
      return parsed.statements
    }
  }

  /// A session for a recipe in a folder.
  /// - Parameter scale: another one than the recipe or the command line says.
  func session(base: URL, scale: String? = nil) throws -> Session {
    Session(ledger: ledger, base: base, overlays: try overlays(scale: scale))
  }

  /// The recipes that an operand names: a file, or all of a folder.
  /// - Throws: `DataError` for a folder without recipes.
  func recipes(at path: String) throws -> [String] {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue else {
      return [path]
    }
    let names = try FileManager.default.contentsOfDirectory(atPath: path).sorted()
    let recipes = names.filter { $0.hasSuffix(".\(RecipeFile.fileExtension)") }
    guard !recipes.isEmpty else { throw DataError("\(path) holds no recipe (*.\(RecipeFile.fileExtension)).") }
    return recipes.map { RecipeFile.path($0, in: path) }
  }

  /// A session with a recipe's declarations in it, and its commands, not carried out.
  /// - Parameter scale: at another scale than the recipe or the command line says.
  func opened(
    _ path: String, _ turn: SessionTurn, scale: String? = nil
  ) throws -> (session: Session, commands: [Command]) {
    let source = try path == "-" ? SourceText(name: "<input>", bytes: Self.standardInput()) : RecipeFile.read(path)
    let folder = value(.base) ?? RecipeFile.folder(of: path)
    let session = try session(base: URL(filePath: folder.isEmpty ? "." : folder), scale: scale)
    return (session, try session.take(source, turn))
  }

  /// Whether a recipe is left out of a folder's at the scale that the command line asks for: it trains and says nothing
  /// about that scale, so it would take as long as at any other.
  func leavesOut(_ session: Session, of recipes: [String]) -> Bool {
    guard recipes.count > 1, let scale = value(.scale) else { return false }
    let program = session.program
    let trains = program.experiments.flatMap(\.cells).contains { $0.configuration.choice("train.task") != "none" }
    return trains && !program.scales.contains(scale)
  }

  static func standardInput() -> [UInt8] { [UInt8](FileHandle.standardInput.readDataToEndOfFile()) }
}
