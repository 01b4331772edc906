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

  public init(samples: Int = 1000, level: Double = 0.95, random: Random = Random(seed: 0)) {
    precondition(samples > 0 && level > 0 && level < 1, "\(samples) samples at level \(level)")
    self.samples = samples
    self.level = level
    self.random = random
  }

  /// The values of each metric on each sample: [metrics][samples].
  public func values(_ metrics: [PairStatistics]) -> [[Double]] {
    guard let count = metrics.first?.count, count > 0 else { return metrics.map { _ in [] } }
    precondition(metrics.allSatisfy { $0.count == count }, "metrics of different pairs cannot share samples")
    let table = Self.interleaved(metrics, count: count)
    let width = metrics.reduce(0) { $0 + $1.width }
    let bySample = Pool.map(samples) { sample -> [Double] in
      var sums = [Double](repeating: 0, count: width)
      addSample(sample, of: count, table: table, to: &sums)
      var start = 0
      return metrics.map { metric in
        defer { start += metric.width }
        return metric.value(Array(sums[start..<start + metric.width]), count)
      }
    }
    return metrics.indices.map { metric in bySample.map { $0[metric] } }
  }

  /// The percentile interval of each metric; nil where there are fewer than two pairs.
  public func intervals(_ metrics: [PairStatistics]) -> [ClosedRange<Double>?] {
    values(metrics).map { values in
      guard let count = metrics.first?.count, count > 1 else { return nil }
      return interval(of: values)
    }
  }

  /// The central `level` of some values, with linear interpolation between neighbours.
  func interval(of values: [Double]) -> ClosedRange<Double> {
    let sorted = values.sorted()
    let tail = (1 - level) / 2
    let low = Self.quantile(sorted, tail)
    return low...max(low, Self.quantile(sorted, 1 - tail))
  }

  /// An index is the high half of a 32-bit number times the count: its bias is under count / 2^32.
  private func addSample(_ sample: Int, of count: Int, table: [Double], to sums: inout [Double]) {
    var random = random.split(sample)
    let width = sums.count
    table.withUnsafeBufferPointer { table in
      sums.withUnsafeMutableBufferPointer { sums in
        var bits: UInt64 = 0
        for draw in 0..<count {
          bits = draw & 1 == 0 ? random.next() : bits >> 32
          let start = Int(((bits & 0xFFFF_FFFF) &* UInt64(count)) >> 32) * width
          for column in 0..<width { sums[column] += table[start + column] }
        }
      }
    }
  }

  /// The rows of all metrics side by side: [pairs, sum of widths].
  private static func interleaved(_ metrics: [PairStatistics], count: Int) -> [Double] {
    let width = metrics.reduce(0) { $0 + $1.width }
    var table = [Double](repeating: 0, count: count * width)
    var start = 0
    for metric in metrics {
      for pair in 0..<count {
        for column in 0..<metric.width {
          table[pair * width + start + column] = metric.rows[pair * metric.width + column]
        }
      }
      start += metric.width
    }
    return table
  }

  private static func quantile(_ sorted: [Double], _ share: Double) -> Double {
    let position = share * Double(sorted.count - 1)
    let below = Int(position)
    let above = min(below + 1, sorted.count - 1)
    return sorted[below] + (sorted[above] - sorted[below]) * (position - Double(below))
  }
}
