import Foundation
import Randomness

/// The mean over runs that differ in their seed only, with Student's t interval.
public struct SeedSummary: Sendable, Equatable, Codable {
  /// The mean over the runs.
  public let mean: Double
  /// The sample standard deviation; nil for a single run.
  public let deviation: Double?
  /// The interval of the mean; nil for a single run, and where a value is not finite.
  public let interval: ClosedRange<Double>?
  /// How many runs there were.
  public let runs: Int

  /// Summarises one value per run.
  /// - Throws: `MetricError.empty` if there is no run.
  public init(_ values: [Double], level: Double = 0.95) throws(MetricError) {
    guard !values.isEmpty else { throw .empty }
    precondition(level > 0 && level < 1, "a level of \(level)")
    runs = values.count
    mean = values.reduce(0, +) / Double(values.count)
    guard values.count > 1 else {
      deviation = nil
      interval = nil
      return
    }
    let center = mean
    let squares = values.reduce(0) { $0 + ($1 - center) * ($1 - center) }
    let deviation = (squares / Double(values.count - 1)).squareRoot()
    let quantile = StudentT.quantile((1 + level) / 2, degreesOfFreedom: Double(values.count - 1))
    let reach = quantile * deviation / Double(values.count).squareRoot()
    self.deviation = deviation
    interval = reach.isFinite ? mean - reach...mean + reach : nil
  }
}
