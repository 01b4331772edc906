import Figures
import Foundation
import Language

// Finished results as values.
extension Session {
  func results() throws -> Results {
    let runner = try Runner(program, ledger: ledger, base: base, targets: Set(runnableNames))
    return Results(program: program, plan: runner.plan, ledger: ledger)
  }

  /// Shows a table or figure, or the scores of an experiment.
  ///
  /// - Parameter asPath: figures are shown by the paths of their files alone, as at the end of a run.
  /// - Throws: `DataError` when nothing has the name, or it is not finished.
  public func show(_ name: String, _ turn: SessionTurn, asPath: Bool = false) throws {
    if program.experiment(name) != nil {
      guard let table = try summary(of: name) else { throw DataError("`\(name)` is not finished; run it first.") }
      return try turn.show(.table(table))
    }
    let finished = try finishedOutput(name)
    if finished.output.kind == .table {
      try turn.show(.table(table(finished)))
      return try turn.show(.files(finished.files.filter { $0.lastPathComponent != "\(name).txt" }))
    }
    if asPath { return try turn.show(.files(finished.files)) }
    let drawing = DrawStep(results: finished.results, base: base)
    try turn.show(.figure(drawing.figure(finished.output, identity: finished.identity), files: finished.files))
  }

  /// A finished table as a value.
  /// - Throws: `DataError` when no table has the name, or it is not finished.
  public func table(named name: String) throws -> Table {
    let finished = try finishedOutput(name)
    guard finished.output.kind == .table else { throw DataError("`\(name)` is a figure, not a table.") }
    return try table(finished)
  }

  /// The files of a finished table or figure, where the user looks for them.
  /// - Throws: `DataError` when nothing has the name, or it is not finished.
  public func files(of name: String) throws -> [URL] { try finishedOutput(name).files }

  /// The cells of an experiment or sweep with what their finished steps found.
  /// - Throws: `DataError` for a name that no experiment has.
  public func cells(of name: String) throws -> [Results.CellResult] {
    guard program.experiment(name) != nil else { throw unknown(name, among: program.experiments.map(\.name)) }
    return try results().cells(of: name)
  }

  /// A table or figure whose step is finished.
  private struct FinishedOutput {
    let output: Output
    let identity: String
    let files: [URL]
    let results: Results
  }

  private func finishedOutput(_ name: String) throws -> FinishedOutput {
    guard let output = program.output(name) else {
      throw unknown(name, among: runnableNames)
    }
    let results = try results()
    guard let step = results.plan.step(output: name), try ledger.finished(step.key) != nil else {
      throw DataError("`\(name)` is not finished; run it first.")
    }
    let files = OutputFiles.names(in: ledger.folder(of: step.key)).map { outputFolder.appending(path: $0) }
    return FinishedOutput(output: output, identity: step.identity.short, files: files, results: results)
  }

  private func table(_ finished: FinishedOutput) throws -> Table {
    try TabulateStep(results: finished.results).table(finished.output, identity: finished.identity, base: base)
  }

  func unknown(_ name: String, among known: [String]) -> DataError {
    DataError("Nothing is called `\(name)`\(suggestion(nearestName(to: name, among: known)))")
  }

  /// The experiments, sweeps, tables and figures.
  var runnableNames: [String] { program.experiments.map(\.name) + program.outputs.map(\.name) }

  /// Where tables and figures are put for the user.
  public var outputFolder: URL { program.outputFolder(in: ledger) }

  /// The metrics that a summary shows: as many as fit a terminal's line.
  private static let summaryMetrics = [
    "bleu-1", "bleu-4", "meteor", "rouge-l", "cider-d", "diagnosis-f1", "statement-accuracy", "loss.train",
  ]

  /// The main scores of every cell that has some; nil where none is finished.
  public func summary(of name: String) throws -> Table? {
    guard let experiment = program.experiment(name) else { throw DataError("There is no experiment `\(name)`.") }
    let cells = try results().cells(of: name)
    let columns = Self.summaryMetrics.filter { metric in cells.contains { $0.scores[metric] != nil } }
    guard !columns.isEmpty else { return nil }
    let titles = MetricTitles(catalog: catalog)
    let paths = experiment.axes.flatMap(\.paths)
    let rows = cells.map { cell in
      Table.Row(
        paths.isEmpty ? [name] : paths.map { cell.text($0) ?? "none" },
        columns.map { column in cell.scores[column].map { .number($0.value) } ?? .empty })
    }
    return Table(
      name, caption: "Scores of \(name).",
      rowTitles: paths.isEmpty ? ["Experiment"] : paths.map(titles.title),
      columns: columns.map(titles.column), rows: rows, marks: cells.count > 1 ? [.best] : [])
  }

  /// Generated reports beside their references, of the first cell that has some.
  public func samples(of name: String, count: Int) throws -> [SampleReport] {
    let base = program.output(name)?.base ?? name
    guard let experiment = program.experiment(base) else { throw DataError("There is no experiment `\(name)`.") }
    for (cell, result) in zip(experiment.cells, try results().cells(of: base)) {
      guard let folder = result.samples, let samples = try? SampleLog.read(folder: folder) else { continue }
      let origin = cell.label.isEmpty ? base : "\(base) [\(cell.label)]"
      return samples.prefix(max(0, count)).map { SampleReport($0, origin: origin) }
    }
    return []
  }
}
