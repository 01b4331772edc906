/// Gives the text behind `use "path"` said in the text named `user`.
public typealias Loader = (_ path: String, _ user: String) throws -> SourceText

/// What checking came to; the program is complete only when no diagnostic is an error.
public struct Checked: Sendable {
  public var program: Program
  public var diagnostics: [Diagnostic]

  public var isRunnable: Bool { !diagnostics.hasErrors }
}

/// Checks a recipe against a catalog, before anything runs.
///
/// - Parameters:
///   - statements: the recipe.
///   - source: the name of its text, given to the loader.
///   - overlays: items such as `train.lr = 1e-5` that override every experiment (`--set`).
///   - loader: reads the texts behind `use`.
public func check(
  _ statements: [Statement], source: String = "<recipe>", catalog: Catalog, overlays: [Statement] = [],
  loader: @escaping Loader = noFiles
) -> Checked {
  var checker = Checker(catalog: catalog, overlays: overlays)
  checker.findScale(statements)
  checker.gather(statements, source: source, loader: loader)
  checker.resolveExperiments()
  checker.resolveOutputs()
  checker.resolveCommands()
  let complaints = checker.resolver.diagnostics.sortedByPlace()
  return Checked(program: checker.program, diagnostics: complaints)
}

/// Parses and checks in one go; the complaints of both come together.
public func check(
  _ source: SourceText, catalog: Catalog, overlays: [Statement] = [], loader: @escaping Loader = noFiles
) -> Checked {
  let parsed = parse(source)
  var checked = check(parsed.statements, source: source.name, catalog: catalog, overlays: overlays, loader: loader)
  checked.diagnostics = (parsed.diagnostics + checked.diagnostics).sortedByPlace()
  return checked
}

/// The loader of a recipe that may use no other file.
public func noFiles(_: String, _: String) throws -> SourceText { throw NoFiles() }

private struct NoFiles: Error, CustomStringConvertible {
  var description: String { "no files can be read here" }
}

/// The state of a check. This file: the parts; the phases are extensions in files of their own.
struct Checker {
  /// A declaration as found, with where it came from.
  struct Found {
    let declaration: Declaration
    let isImported: Bool
  }

  /// Sweeps have no more cells than this; nobody means to run more.
  static let mostCells = 100_000
  /// `use` goes no deeper.
  static let deepestUse = 64

  let catalog: Catalog
  let overlays: [Statement]
  /// The scale that the overlays ask for.
  let overlaidScale: Value?
  /// The names that overlays bind: what the recipe itself says of them does not count.
  var overlaidNames: Set<String> = []
  var resolver: Resolver
  var program: Program
  var found: [Found] = []
  var positions: [String: Int] = [:]
  var scratch: [Statement] = []
  var commands: [Command] = []
  /// The drafts of experiments by name, so that each is worked out once.
  var drafts: [String: Draft] = [:]
  /// Declarations with a mistake; what builds on them is not complained about again.
  var broken: Set<String> = []

  init(catalog: Catalog, overlays: [Statement]) {
    self.catalog = catalog
    self.overlays = overlays.filter { $0.kind.scale == nil && !$0.kind.isBinding }
    overlaidScale = overlays.compactMap(\.kind.scale).last
    resolver = Resolver(names: catalog.nameTable)
    program = Program(catalog: catalog)
    for case .binding(let name, let value) in overlays.map(\.kind) {
      bind(name, value)
      overlaidNames.insert(name.text)
    }
  }

  mutating func complain(_ diagnostic: Diagnostic) { resolver.diagnostics.append(diagnostic) }

  func declaration(_ name: String) -> Declaration? { positions[name].map { found[$0].declaration } }
}
