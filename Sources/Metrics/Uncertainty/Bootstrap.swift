import Parallel
import Randomness

/// Resampling of pairs with replacement (Efron, 1979); all metrics of one call see the same samples.
public struct Bootstrap: Sendable, Equatable {
  /// How many samples are drawn.
  public var samples: Int
  /// The share of the samples' values inside an interval.
  public var level: Double
  /// Where the numbers come from; the same stream gives the same intervals, whatever the number of threads.
  public var random: Random

  /// 1,000 samples and a 95 % interval by default.
  public init(samples: Int = 1000, level: Double = 0.95, random: Random = Random(seed: 0)) {
    precondition(samples > 0 && level > 0 && level < 1, "\(samples) samples at level \(level)")
    self.samples = samples
    self.level = level
    self.random = random
  }

  /// The values of each metric on each sample: [metrics][samples].
  public func values(_ metrics: [PairStatistics]) -> [[Double]] {
    guard let count = metrics.first?.count, count > 0 else { return metrics.map { _ in [] } }
    let table = PairTable(metrics)
    let bySample = Pool.map(samples) { sample in
      var random = random.split(sample)
      return table.values(sums: table.resampledSums(&random))
    }
    return metrics.indices.map { metric in bySample.map { $0[metric] } }
  }

  /// The percentile interval of each metric; nil where there are fewer than two pairs, or a value is not finite.
  public func intervals(_ metrics: [PairStatistics]) -> [ClosedRange<Double>?] {
    values(metrics).map { values in
      guard let count = metrics.first?.count, count > 1 else { return nil }
      return interval(of: values)
    }
  }

  /// The central `level` of some values, with linear interpolation between neighbours.
  func interval(of values: [Double]) -> ClosedRange<Double>? {
    guard values.allSatisfy(\.isFinite) else { return nil }
    let sorted = values.sorted()
    let tail = (1 - level) / 2
    let low = Self.quantile(sorted, tail)
    return low...max(low, Self.quantile(sorted, 1 - tail))
  }

  private static func quantile(_ sorted: [Double], _ share: Double) -> Double {
    let position = share * Double(sorted.count - 1)
    let below = Int(position)
    let above = min(below + 1, sorted.count - 1)
    return sorted[below] + (sorted[above] - sorted[below]) * (position - Double(below))
  }
}
