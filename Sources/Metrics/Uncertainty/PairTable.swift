import Randomness

/// The rows of several metrics side by side, so that one draw of a pair serves them all.
struct PairTable {
  private typealias Lane = SIMD8<Double>

  private let metrics: [PairStatistics]
  private let count: Int
  private let lanes: Int
  /// Each row padded with zeros to whole vectors: [pairs, lanes].
  private let rows: [Lane]

  /// Metrics of the same pairs.
  init(_ metrics: [PairStatistics]) {
    let count = metrics.first?.count ?? 0
    precondition(metrics.allSatisfy { $0.count == count }, "metrics of different pairs cannot share samples")
    let lanes = (metrics.reduce(0) { $0 + $1.width } + 7) / 8
    var rows = [Lane](repeating: .zero, count: count * lanes)
    var start = 0
    for metric in metrics {
      for pair in 0..<count {
        for column in 0..<metric.width {
          let place = start + column
          rows[pair * lanes + place / 8][place % 8] = metric.rows[pair * metric.width + column]
        }
      }
      start += metric.width
    }
    self.metrics = metrics
    self.count = count
    self.lanes = lanes
    self.rows = rows
  }

  /// The sums of as many pairs as there are, drawn with replacement.
  ///
  /// An index is the high half of a 32-bit number times the count: its bias is under count / 2^32.
  func resampledSums(_ random: inout Random) -> [Double] {
    sums { pairs in
      var bits: UInt64 = 0
      for draw in 0..<count {
        bits = draw & 1 == 0 ? random.next() : bits >> 32
        pairs[draw] = Int32(truncatingIfNeeded: ((bits & 0xFFFF_FFFF) &* UInt64(count)) >> 32)
      }
    }
  }

  /// The value of each metric from the sums of all.
  func values(sums: [Double]) -> [Double] {
    var start = 0
    return metrics.map { metric in
      defer { start += metric.width }
      return metric.value(Array(sums[start..<start + metric.width]), count)
    }
  }

  /// The sums over the pairs that `choose` writes, `count` of them.
  private func sums(_ choose: (UnsafeMutableBufferPointer<Int32>) -> Void) -> [Double] {
    withUnsafeTemporaryAllocation(of: Int32.self, capacity: count) { pairs in
      choose(pairs)
      var sums: [Double] = []
      rows.withUnsafeBufferPointer { rows in
        for lane in 0..<lanes {
          var sum = Lane.zero
          for pair in pairs { sum += rows[Int(pair) * lanes + lane] }
          for index in 0..<Lane.scalarCount { sums.append(sum[index]) }
        }
      }
      return sums
    }
  }
}
