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
    /// The folder of its training.
    let training: URL?
    /// What the preparation of its data noted.
    let notes: [String: String]
    /// Whether its data come from the simulator, those for training or those for evaluation.
    let isSimulated: Bool
    /// The values of options as a publication names them, if the numbers are published ones.
    let published: [String: String]?

    /// The value of an option in words, or the number of a metric; nil where the choice made has no such parameter.
    public func text(_ path: String) -> String? {
      if let published { return published[path] }
      return configuration.shownText(path) ?? scores[path].map { "\($0.value)" }
    }

    /// Every generated report beside its reference; none where no report was generated.
    /// - Throws: `LedgerError.malformed` for a damaged file.
    public func reports() throws -> [Sample] {
      guard let samples, Disk.exists(samples.appending(path: SampleLog.fileName)) else { return [] }
      return try SampleLog.read(folder: samples)
    }

    /// The number of a metric, or of an option; nil where there is none.
    func number(_ path: String) -> Double? {
      if let score = scores[path] { return score.value }
      if let published { return published[path].flatMap(Double.init) }
      return configuration.value(path)?.number
    }
  }

  /// The cells of an experiment or sweep.
  /// - Throws: `LedgerError`; `DataError` for a name that the program does not have.
  func cells(of name: String) throws -> [CellResult] {
    guard let experiment = program.experiment(name) else { throw DataError("There is no experiment \(name).") }
    return try experiment.cells.indices.map { index in
      var scores: [String: RecordedScore] = [:]
      for kind in ["describe", "pretrain-encoder", "tune", "generate", "measure-loss", "score", "judge"] {
        guard let step = plan.step(kind, of: name, cell: index) else { continue }
        scores.merge(try ledger.finished(step.key)?.summary.scores ?? [:]) { _, new in new }
      }
      func folder(_ kind: String) -> URL? {
        plan.step(kind, of: name, cell: index).map { ledger.folder(of: $0.key) }
      }
      func notes(_ kind: String) throws -> [String: String] {
        guard let step = plan.step(kind, of: name, cell: index) else { return [:] }
        return try ledger.finished(step.key)?.summary.notes ?? [:]
      }
      let cell = experiment.cells[index]
      return CellResult(
        experiment: name, label: cell.label, configuration: cell.configuration, scores: scores,
        samples: folder("generate"), prepared: folder("prepare"), training: folder("tune"),
        notes: try notes("prepare"),
        isSimulated: try ["prepare", "generate"].contains { try notes($0)["simulated"] == "yes" }, published: nil)
    }
  }

  /// What tables and figures say of simulated data and of the scale of the recipe; empty where there is nothing to say.
  func origin(of cells: [CellResult]) -> String {
    let simulated = cells.contains(where: \.isSimulated) ? "Simulated ECGs and reports." : nil
    let areStandIns = cells.contains { $0.configuration.choice("model.start") == "pretrained" }
    let scale = program.scaleNote.map { areStandIns ? "\($0): small stand-ins for the models named." : "\($0)." }
    return [simulated, scale].compactMap(\.self).joined(separator: " ")
  }
}

extension Results.CellResult {
  /// Numbers that were published.
  init(published texts: [String: String], _ scores: [String: RecordedScore], catalog: Catalog) {
    self.init(
      experiment: "", label: "", configuration: Configuration(catalog: catalog), scores: scores, samples: nil,
      prepared: nil, training: nil, notes: [:], isSimulated: false, published: texts)
  }
}
