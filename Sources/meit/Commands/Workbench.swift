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

  /// The items of `--set`.
  /// - Throws: `Diagnostics` for what is no item.
  func overlays() throws -> [Statement] {
    try (values[OptionSpec.set.name] ?? []).flatMap { text in
      let parsed = parse(text, name: "<--set>")
      guard !parsed.diagnostics.hasErrors else { throw Diagnostics(parsed.diagnostics) }
      return parsed.statements
    }
  }

  /// A session for a recipe in a folder.
  func session(base: URL) throws -> Session {
    Session(ledger: ledger, base: base, overlays: try overlays())
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
  func opened(_ path: String, _ turn: SessionTurn) throws -> (session: Session, commands: [Command]) {
    let source = try path == "-" ? SourceText(name: "<input>", bytes: Self.standardInput()) : RecipeFile.read(path)
    let folder = RecipeFile.folder(of: path)
    let session = try session(base: URL(filePath: folder.isEmpty ? "." : folder))
    return (session, try session.take(source, turn))
  }

  static func standardInput() -> [UInt8] { [UInt8](FileHandle.standardInput.readDataToEndOfFile()) }
}
