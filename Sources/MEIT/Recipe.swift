import Console
import Experiments
import Foundation
@_exported import Language

/// A recipe written in Swift, to be checked, planned, run and printed as `.meit`.
///
///     let study = Recipe {
///       experiment("base") { set("data.source", .call("simulated", ("records", 500))) }
///       sweep("fusions", from: "base") { vary("model.fusion", in: ["concat", "llava"]) }
///     }
///     for cell in try study.run().cells(of: "fusions") {
///       print(cell.label, cell.scores["bleu-4"]?.value ?? .nan)
///     }
public struct Recipe: Sendable {
  public let statements: [Statement]
  /// The folder that relative paths start from.
  public let folder: URL
  /// Items that override every experiment, as `--set` does.
  private var overrides: [Statement] = []

  /// - Parameter folder: where relative paths start; the current folder when nil.
  public init(folder: URL? = nil, @RecipeBuilder _ body: () -> [Statement]) {
    self.init(statements: body(), folder: folder)
  }

  public init(statements: [Statement], folder: URL? = nil) {
    self.statements = statements
    self.folder = folder ?? URL(filePath: ".")
  }

  /// A recipe in a `.meit` file, whose folder its paths start from.
  /// - Throws: `DataError` for a file that cannot be read; `Diagnostics` for one that is no recipe.
  public init(contentsOf file: URL) throws {
    let parsed = parse(try RecipeFile.read(file.relativePath))
    guard !parsed.diagnostics.hasErrors else { throw Diagnostics(parsed.diagnostics) }
    self.init(statements: parsed.statements, folder: file.deletingLastPathComponent())
  }

  /// The recipe with other values for options of every experiment: `setting("train.lr = 1e-5")`.
  /// - Throws: `Diagnostics` for what is no item.
  public func setting(_ items: String...) throws -> Recipe { try setting(items) }

  /// The recipe with other values for options of every experiment.
  /// - Throws: `Diagnostics` for what is no item.
  public func setting(_ items: [String]) throws -> Recipe {
    var result = self
    for item in items {
      let parsed = parse(item, name: "<setting>")
      guard !parsed.diagnostics.hasErrors else { throw Diagnostics(parsed.diagnostics) }
      result.overrides += parsed.statements
    }
    return result
  }

  /// The recipe as the text of a `.meit` file.
  public var text: String { Printer.print(statements) }

  /// The names of its experiments, sweeps, tables and figures.
  public var names: [String] { statements.declarations.map(\.name.text) }

  /// What it declares, with every option of every cell resolved.
  /// - Throws: `Diagnostics` with all complaints, each with its line of Swift or of the file.
  public func checked() throws -> Program { try session(runs: nil).program }

  /// What a run would do; its `text` is what `meit plan` shows.
  /// - Parameters:
  ///   - names: the experiments, tables and figures wanted; everything when empty.
  ///   - runs: where results are kept; `$MEIT_RUNS`, or `runs`, when nil.
  /// - Throws: `Diagnostics`; `LedgerError`.
  public func plan(_ names: String..., runs: URL? = nil) throws -> PlanReport {
    try session(runs: runs).plan(names, estimatingIn: SessionTurn { _ in })
  }

  /// Does what is to do, in silence, and gives the results as values.
  /// - Parameters:
  ///   - names: the experiments, tables and figures wanted; everything when empty.
  ///   - runs: where results are kept; `$MEIT_RUNS`, or `runs`, when nil.
  ///   - progress: is told what happens.
  ///   - stop: asks the run to stop at a safe point.
  /// - Throws: `Diagnostics`; `StepFailure` with the line that declares the experiment; `Stopped`.
  public func run(
    _ names: String..., runs: URL? = nil, progress: (any ProgressSink)? = nil, stop: StopRequest = StopRequest()
  ) throws -> RecipeResults {
    let session = try session(runs: runs)
    try session.run(names, SessionTurn(sink: progress, stop: stop) { _ in })
    return RecipeResults(session)
  }

  /// As `run`, with bars on the terminal, results shown as `meit run` shows them, and ^C stopping at a safe point.
  /// - Throws: as `run`.
  @discardableResult
  public func runInTerminal(_ names: [String] = [], runs: URL? = nil) throws -> RecipeResults {
    Signals.shared.start()
    let session = try session(runs: runs)
    let printer = OutputPrinter()
    try Work.supervised(isQuiet: false) { work in
      try session.run(names, work.turn(arguments: CommandLine.arguments, show: printer.show))
    }
    return RecipeResults(session)
  }

  private func session(runs: URL?) throws -> Session {
    let environment = ProcessInfo.processInfo.environment
    let ledger = Ledger(folder: runs ?? URL(filePath: environment["MEIT_RUNS"] ?? "runs"))
    let session = Session(ledger: ledger, base: folder, overlays: overrides)
    _ = try session.take(statements, SessionTurn { _ in })
    return session
  }
}
