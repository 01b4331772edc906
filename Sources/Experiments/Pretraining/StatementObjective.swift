import Layers
import Metrics
import Models
import Randomness
import Reports
import Tensors

/// Naming the diagnostic statements of an ECG, each a yes-or-no question (paper Table 14).
final class StatementObjective: EncoderObjective {
  private let encoder: any ECGEncoder
  private let head: Linear
  private let labels: [DiagnosticStatement]
  private let statements: (Int) -> Set<DiagnosticStatement>

  /// - Throws: `DataError` if the training records have no statements.
  init(_ encoder: any ECGEncoder, _ dataset: any Dataset, _ train: [Int], random: Random) throws(DataError) {
    self.encoder = encoder
    let present = Set(train.flatMap { dataset.info($0).statements ?? [] })
    guard !present.isEmpty else {
      throw DataError("\(dataset.name) codes no statements, which encoder.start = supervised learns from.")
    }
    labels = DiagnosticStatement.allCases.filter(present.contains)
    statements = { dataset.info($0).statements ?? [] }
    head = Linear(inputs: encoder.features, outputs: labels.count, bias: true, random: random)
    head.setTrainable(true)
  }

  var parts: [(name: String, module: any Module)] { [("encoder", encoder), ("head", head)] }

  func terms(_ records: [Int]) -> Int { records.count * labels.count }

  func loss(_ records: [Int], _ signals: Tensor, divisor: Float, _ pass: Pass) -> Tensor {
    let targets = records.flatMap { record in
      let found = statements(record)
      return labels.map { found.contains($0) ? Float(1) : 0 }
    }
    return logits(signals, pass).binaryCrossEntropy(
      Tensor(targets, shape: [records.count, labels.count]), divisor: divisor)
  }

  /// [B, T, 12] to [B, labels].
  private func logits(_ signals: Tensor, _ pass: Pass) -> Tensor {
    head(encoder(signals, tokens: 1, pass).reshaped([-1, encoder.features]), pass)
  }

  /// The loss, and the area under the curve averaged over the statements that some of the records have and some do not.
  func scores(_ batches: [[Int]], _ signals: ([Int]) throws -> Tensor) throws -> [String: RecordedScore] {
    var found = [[Double]](repeating: [], count: labels.count)
    for batch in batches {
      for (place, value) in logits(try signals(batch), .inference).values.enumerated() {
        found[place % labels.count].append(Double(value))
      }
    }
    let records = batches.flatMap(\.self).map(statements)
    let areas = labels.indices.compactMap { label in
      rankingArea(scores: found[label], positive: records.map { $0.contains(labels[label]) })
    }
    var scores = try validationLoss(batches, signals)
    if !areas.isEmpty {
      scores["encoder.macro-auc"] = RecordedScore(
        areas.reduce(0, +) / Double(areas.count), scored: areas.count, total: labels.count)
    }
    return scores
  }
}
