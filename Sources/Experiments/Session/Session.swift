import Foundation
import Language

/// What was said so far, in a file, at the prompt or in the cells of a notebook, and the commands that act on it.
///
/// Text is given bit by bit; what has the same name replaces what was said before. A text with an error changes
/// nothing.
public final class Session {
  public let catalog: Catalog
  public let ledger: Ledger
  /// The folder of the recipe, for relative paths.
  public let base: URL
  /// Items that override every experiment, from `--set`.
  public let overlays: [Statement]
  /// What was said, without commands.
  public private(set) var statements: [Statement] = []
  public private(set) var program: Program

  public init(ledger: Ledger, base: URL, overlays: [Statement] = [], catalog: Catalog = .meit) {
    self.ledger = ledger
    self.base = base
    self.overlays = overlays
    self.catalog = catalog
    program = check([], catalog: catalog).program
  }

  /// Checks a text together with what was said before, takes what it declares and carries out its commands in order.
  ///
  /// - Throws: `Diagnostics` with all complaints when the text has an error, and what the commands throw.
  /// - Returns: whether the text held commands.
  @discardableResult
  public func submit(_ source: SourceText, _ turn: SessionTurn) throws -> Bool {
    let commands = try take(source, turn)
    for command in commands { try carryOut(command, turn) }
    return !commands.isEmpty
  }

  /// Takes what a text declares and gives its commands, without carrying them out.
  /// - Throws: `Diagnostics` with all complaints when the text has an error.
  public func take(_ source: SourceText, _ turn: SessionTurn) throws -> [Command] {
    let parsed = parse(source)
    return try take(parsed.statements, parsed.diagnostics, from: source.name, turn) { $0.source === source }
  }

  /// Takes what a recipe written in Swift declares and gives its commands, without carrying them out.
  /// - Throws: `Diagnostics` with all complaints when the recipe has an error.
  public func take(_ recipe: [Statement], _ turn: SessionTurn) throws -> [Command] {
    try take(recipe, [], from: "<swift>", turn) { if case .swift = $0 { true } else { false } }
  }

  private func take(
    _ new: [Statement], _ complaints: [Diagnostic], from name: String, _ turn: SessionTurn,
    isNew: (Place) -> Bool
  ) throws -> [Command] {
    let commands = new.filter { if case .command = $0.kind { true } else { false } }
    let declared = statements.merged(with: new.withoutCommands)
    var checked = check(declared + commands, source: name, catalog: catalog, overlays: overlays, loader: load)
    checked.diagnostics = (complaints + checked.diagnostics).sortedByPlace()
    guard checked.isRunnable else { throw Diagnostics(checked.diagnostics) }
    let news = checked.diagnostics.filter { isNew($0.place) }
    if !news.isEmpty { try turn.show(.diagnostics(news)) }
    let isChange = !statements.isEmpty && declared != statements
    let former = program
    statements = declared
    program = checked.program
    let runsAgain = program.commands.contains { $0.name == "run" }
    if isChange, !runsAgain, let stale = stale(since: former) { try turn.show(.stale(stale)) }
    return checked.program.commands
  }

  /// Forgets what was said.
  public func clear() {
    statements = []
    program = check([], catalog: catalog).program
  }

  /// The session as a recipe.
  public var recipe: String { Printer.print(statements) }

  /// What could stand at a place of a text, in the light of what was said before.
  ///
  /// - Parameter offset: a byte offset into `text`; the range of the result is in bytes of `text` as well.
  public func completion(of text: String, at offset: Int) -> Completion {
    catalog.completion(of: text, at: offset, after: recipe)
  }

  /// What was said, checked with further items over it.
  func checked(with items: [Statement]) -> Checked {
    check(statements, source: recipeSource, catalog: catalog, overlays: overlays + items, loader: load)
  }

  /// The name of the text that was given first, from which `use` starts.
  private var recipeSource: String { statements.lazy.compactMap(\.place.source?.name).first ?? "<session>" }

  func load(_ path: String, _ user: String) throws -> SourceText {
    let folder = user.hasPrefix("<") ? base.relativePath : RecipeFile.folder(of: user)
    let name = RecipeFile.path(path, in: folder)
    return try RecipeFile.read(name)
  }
}

/// Recipes on disk.
public enum RecipeFile {
  /// The ending of recipes.
  public static let fileExtension = "meit"

  /// The text of a file; bytes that are no UTF-8 are left to the parser to complain about.
  /// - Throws: `DataError` with the path and the reason.
  public static func read(_ path: String) throws -> SourceText {
    do {
      return SourceText(name: path, bytes: [UInt8](try Data(contentsOf: URL(filePath: path))))
    } catch {
      throw DataError("\(path) cannot be read: \(reason(path))")
    }
  }

  /// The folder in a path as it was written; empty for the current one.
  public static func folder(of path: String) -> String {
    path.lastIndex(of: "/").map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? ""
  }

  /// A path, relative to a folder unless it begins at the root.
  public static func path(_ path: String, in folder: String) -> String {
    if path.hasPrefix("/") || folder.isEmpty || folder == "." { return path }
    return folder.hasSuffix("/") ? folder + path : "\(folder)/\(path)"
  }

  private static func reason(_ path: String) -> String {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else { return "there is no such file" }
    return isFolder.boolValue ? "it is a folder" : "permission denied"
  }
}
