import Experiments
import Figures
import Foundation

/// What a run came to, as values to compute with.
public struct RecipeResults {
  private let session: Session

  init(_ session: Session) { self.session = session }

  /// The cells of an experiment or sweep, each with its options and scores.
  /// - Throws: `DataError` for a name that no experiment has.
  public func cells(of name: String) throws -> [CellResult] { try session.cells(of: name) }

  /// A score of every cell of an experiment or sweep that has it, in the order of the cells.
  /// - Throws: `DataError` for a name that no experiment has.
  public func scores(_ metric: String, of name: String) throws -> [Score] {
    try cells(of: name).compactMap { $0.scores[metric] }
  }

  /// The mean of a score over the cells that share a value of an option: over the seeds of each fusion, say.
  ///
  ///     let means = try results.means("bleu-4", of: "fusion-ablation", by: "model.fusion")
  ///     means["concat"]! - means["none"]!
  /// - Throws: `DataError` for a name that no experiment has.
  public func means(_ metric: String, of name: String, by option: String) throws -> [String: Double] {
    let scored = try cells(of: name).filter { $0.scores[metric] != nil }
    return Dictionary(grouping: scored) { $0.text(option) ?? "none" }.mapValues { cells in
      cells.reduce(0) { $0 + ($1.scores[metric]?.value ?? 0) } / Double(cells.count)
    }
  }

  /// Every generated report of an experiment or sweep beside its reference, cell by cell.
  /// - Throws: `DataError` for a name that no experiment has; `LedgerError.malformed` for a damaged file.
  public func reports(of name: String) throws -> [GeneratedReport] { try cells(of: name).flatMap { try $0.reports() } }

  /// A table of the recipe.
  /// - Throws: `DataError` when no table has the name, or it was not run.
  public func table(_ name: String) throws -> Table { try session.table(named: name) }

  /// The files of a table or figure of the recipe.
  /// - Throws: `DataError` when nothing has the name, or it was not run.
  public func files(of name: String) throws -> [URL] { try session.files(of: name) }
}

/// One cell of an experiment or sweep: `configuration`, `label`, `scores` by name, `text(option)` and `reports()`.
public typealias CellResult = Results.CellResult
/// A score with the ends of its 95 % interval.
public typealias Score = RecordedScore
/// A generated report beside its reference.
public typealias GeneratedReport = Sample
/// A table as a value; it writes itself as text, Markdown, CSV, LaTeX and HTML.
public typealias Table = Figures.Table
/// A value in a table with its interval or deviation.
public typealias Measured = Figures.Measured
public typealias ProgressSink = Experiments.ProgressSink
public typealias ProgressEvent = Experiments.ProgressEvent
public typealias StopRequest = Experiments.StopRequest

extension Table {
  /// The value in the row with this name (or these names) and the column with this title; nil where there is none.
  public func value(row names: String..., column title: String) -> Measured? {
    guard let row = rows.first(where: { $0.names == names }),
      let column = columns.firstIndex(where: { $0.title == title }), row.cells.indices.contains(column),
      case .number(let measured) = row.cells[column]
    else { return nil }
    return measured
  }
}
