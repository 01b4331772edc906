import Experiments
import Figures
import Foundation
import JSON
import Language

/// What a notebook shows of its cells, and remembers so that it can be shown again, or marked as out of date.
final class Screen {
  /// A table or figure as it stands in a notebook.
  private struct Standing {
    /// Of the experiment, table or figure.
    let name: String
    let id: String
    let bundle: Bundle
  }

  /// Whether the files that hold a result are named below it.
  private let showsFiles: Bool
  /// What shows results that are still up to date.
  private var standing: [Standing] = []
  /// What the last cell that showed something showed: what `_` means.
  private var former: [SessionOutput] = []
  private var shown: [SessionOutput] = []

  init(showsFiles: Bool) { self.showsFiles = showsFiles }

  /// A new cell begins.
  func begin() {
    if !shown.isEmpty { former = shown }
    shown = []
  }

  func show(_ output: SessionOutput, _ cell: CellOutput) throws {
    shown.append(output)
    switch output {
    case .diagnostics(let diagnostics): cell.write(diagnostics.rendered(colour: true) + "\n", .error)
    case .text(let text): cell.write(text + "\n")
    case .plan(let report): cell.write(report.text(colour: true) + "\n")
    case .table(let table): display(Bundle(table), name: table.name, cell)
    case .figure(let figure, let files):
      display(try Bundle(figure), name: figure.name, cell)
      list(files, cell)
    case .samples(let samples): if !samples.isEmpty { display(Bundle(samples), cell) }
    case .files(let files): list(files, cell)
    case .stale(let results): mark(results, cell)
    }
  }

  /// Shows again what was shown last.
  func showAgain(_ cell: CellOutput) throws {
    for output in former { try show(output, cell) }
  }

  private func list(_ files: [URL], _ cell: CellOutput) {
    if showsFiles, !files.isEmpty { display(Bundle(files), cell) }
  }

  private func display(_ bundle: Bundle, name: String? = nil, _ cell: CellOutput) {
    let id = UUID().uuidString
    cell.display(bundle, id: id)
    if let name { standing.append(Standing(name: name, id: id, bundle: bundle)) }
  }

  /// Says what is out of date, here and above the tables and figures that show it.
  private func mark(_ results: StaleResults, _ cell: CellOutput) {
    cell.write(results.text + "\n", .error)
    for old in standing where results.names.contains(old.name) {
      cell.update(old.bundle.marked("stale: \(results.reasons.joined(separator: "; "))"), id: old.id)
    }
    standing.removeAll { results.names.contains($0.name) }
  }
}
