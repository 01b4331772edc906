import Foundation
import Language
import Metrics
import Models
import Tensors

/// Takes the loss of the tuned model on the records that it is tried on: the mean negative log likelihood of a token of
/// their reports (paper eq. 6), each token after the true ones before it.
struct LossStep: StepExecutor {
  static let metric = "loss.held-out"

  func execute(_ context: StepContext) throws -> StepSummary {
    try Precision.with(context.precision) {
      let measurement = try Measurement(context)
      try measurement.run()
      return StepSummary(
        scores: [Self.metric: try HeldOutLosses(folder: context.workspace.folder).score],
        notes: measurement.evaluated.notes)
    }
  }

  /// The work of one step, a record at a time, so that batches make no difference.
  private struct Measurement {
    let context: StepContext
    let evaluated: EvaluatedRecords
    private let model: ReportGenerator
    private let conversations: Conversations
    private let loader: SignalLoader

    init(_ context: StepContext) throws {
      self.context = context
      evaluated = try EvaluatedRecords(context)
      let (model, backbone) = try context.tunedModel()
      self.model = model
      conversations = try Conversations(context, backbone)
      loader = context.loader(evaluated.dataset, try context.source.perturbation())
    }

    /// Measures those records that no earlier attempt has measured.
    func run() throws {
      let folder = context.workspace.folder
      let first = (try? HeldOutLosses(folder: folder).count) ?? 0
      let log = try MetricsLog(folder: folder, columns: HeldOutLosses.columns, resuming: first)
      let count = evaluated.records.count
      for place in first..<max(first, count) {
        let (loss, tokens) = try measured(place)
        try log.append(step: place + 1, HeldOutLosses.row(loss: loss, tokens: tokens))
        context.progress(.advanced(done: place + 1, total: count, unit: "reports"))
        if context.stop.isRequested { throw Stopped() }
      }
      try log.synchronise()
    }

    /// The negative log likelihood of a report, and how many tokens it has.
    private func measured(_ place: Int) throws -> (loss: Double, tokens: Int) {
      let record = evaluated.records[place]
      let text = conversations.training(
        evaluated.dataset.info(record).id, report: try evaluated.dataset.report(record, context.source.cleaning))
      let signals = model.fusion == .none ? nil : try loader.signals([evaluated.shown[place]])
      try model.requireReadable(pairs: [text])
      let batch = Batch([text], signals: signals)
      guard !batch.targets.isEmpty else { return (0, 0) }
      return (Double(model.loss(batch, divisor: 1, .inference).item), batch.targets.count)
    }
  }
}

/// What a loss step wrote down of its records.
struct HeldOutLosses {
  /// The negative log likelihood of a report in nats, and its tokens.
  static let columns = [lossColumn, tokensColumn]
  private static let lossColumn = "loss"
  private static let tokensColumn = "tokens"
  private let losses: [Double]
  private let tokens: [Double]

  static func row(loss: Double, tokens: Int) -> [String: Double] {
    [lossColumn: loss, tokensColumn: Double(tokens)]
  }

  /// - Throws: `LedgerError` if the log cannot be read.
  init(folder: URL) throws(LedgerError) {
    let table = try MetricsTable(folder: folder)
    func values(_ column: String) -> [Double] { table.series.first { $0.name == column }?.values ?? [] }
    losses = values(Self.lossColumn)
    tokens = values(Self.tokensColumn)
  }

  /// How many records were measured.
  var count: Int { losses.count }

  /// The loss of a token over all records, with the interval from resampling the records.
  /// - Throws: `DataError` if no report has a token.
  var score: RecordedScore {
    get throws(DataError) {
      guard tokens.contains(where: { $0 > 0 }) else {
        throw DataError("No report leaves a token to take the loss of: train.max-length ends before it.")
      }
      let rows = zip(losses, tokens).flatMap { [$0, $1] }
      let statistics = PairStatistics(width: Self.columns.count, rows: rows) { sums, _ in sums[0] / max(1, sums[1]) }
      let interval = Bootstrap().intervals([statistics])[0]
      return RecordedScore(
        Score(
          metric: LossStep.metric, value: statistics.total, interval: interval, total: count,
          unparsed: tokens.count { $0 == 0 }))
    }
  }
}
