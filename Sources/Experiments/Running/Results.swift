import Foundation
import Language
import Metrics
import Reports

/// What the finished steps of a plan came to, cell by cell.
public struct Results {
  let program: Program
  let plan: Plan
  let ledger: Ledger

  /// One cell of an experiment and the numbers that its steps found.
  public struct CellResult {
    public let experiment: String
    /// What sets it apart from the other cells: `model.fusion = llava, seed = 1`; empty for an experiment.
    public let label: String
    public let configuration: Configuration
    /// By name; empty until the cell is finished.
    public let scores: [String: RecordedScore]
    let samples: URL?
    let prepared: URL?
    /// Whether its data come from the simulator, those for training or those for evaluation.
    let isSimulated: Bool

    /// The value of an option in words; nil where the choice made has no such parameter.
    public func text(_ path: String) -> String? {
      guard let value = configuration.value(path) else { return nil }
      // A choice with its parameters, so that two of one kind are told apart.
      return configuration.catalog.option(path) == nil ? "\(value)" : value.text ?? configuration.canonical(path)
    }

    /// Every generated report beside its reference; none where no report was generated.
    /// - Throws: `LedgerError.malformed` for a damaged file.
    public func reports() throws -> [Sample] {
      guard let samples, Disk.exists(samples.appending(path: SampleLog.fileName)) else { return [] }
      return try SampleLog.read(folder: samples)
    }
  }

  /// The cells of an experiment or sweep.
  /// - Throws: `LedgerError`; `DataError` for a name that the program does not have.
  func cells(of name: String) throws -> [CellResult] {
    guard let experiment = program.experiment(name) else { throw DataError("There is no experiment \(name).") }
    return try experiment.cells.indices.map { index in
      var scores: [String: RecordedScore] = [:]
      for kind in ["pretrain-encoder", "tune", "generate", "score", "judge"] {
        guard let step = plan.step(kind, of: name, cell: index) else { continue }
        scores.merge(try ledger.finished(step.key)?.summary.scores ?? [:]) { _, new in new }
      }
      func folder(_ kind: String) -> URL? {
        plan.step(kind, of: name, cell: index).map { ledger.folder(of: $0.key) }
      }
      let simulated = try ["prepare", "generate"].contains { kind in
        guard let step = plan.step(kind, of: name, cell: index) else { return false }
        return try ledger.finished(step.key)?.summary.notes["simulated"] == "yes"
      }
      let cell = experiment.cells[index]
      return CellResult(
        experiment: name, label: cell.label, configuration: cell.configuration, scores: scores,
        samples: folder("generate"),
        prepared: folder("prepare"), isSimulated: simulated)
    }
  }

  /// Whether any cell's data are simulated, which its tables and figures say.
  func isSimulated(_ cells: [CellResult]) -> Bool { cells.contains(where: \.isSimulated) }
}
