import Figures
import Foundation

/// What a training wrote down of its way, for figures.
struct TrainingCurve {
  private let table: MetricsTable

  /// The metrics that are the horizontal axis of such a figure.
  static let axes: Set<String> = ["step", "epoch"]

  /// The columns of metrics that recipes call otherwise.
  private static let columns = ["loss.train": "loss"]

  /// - Throws: `LedgerError` if the log cannot be read.
  init(folder: URL) throws(LedgerError) { table = try MetricsTable(folder: folder) }

  /// Whether a metric is measured at every step, so that its curve is rough.
  static func isNoisy(_ metric: String) -> Bool { columns[metric] != nil }

  /// The values of a metric where it was measured.
  /// - Throws: `DataError` if it was nowhere.
  func points(_ metric: String, over x: String) throws(DataError) -> [Point] {
    guard let values = series(Self.columns[metric] ?? metric) else {
      throw DataError("\(metric) was not measured during training: train.watch says what is.")
    }
    let epochs = series("epoch").map { Dictionary(zip($0.steps, $0.values), uniquingKeysWith: { first, _ in first }) }
    return zip(values.steps, values.values).compactMap { step, value in
      let place = x == "epoch" ? epochs?[step] : Double(step)
      return place.map { Point($0, value) }
    }
  }

  private func series(_ name: String) -> MetricsTable.Series? { table.series.first { $0.name == name } }
}
