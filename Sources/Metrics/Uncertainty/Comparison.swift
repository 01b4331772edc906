import Parallel
import Randomness

/// How two systems differ on the same pairs.
public struct Comparison: Sendable, Equatable, Codable {
  /// The first system's value minus the second's.
  public let difference: Double
  /// The interval of the difference over paired bootstrap samples; nil for a test without one.
  public let interval: ClosedRange<Double>?
  /// The two-sided probability of so great a difference if the systems do not differ.
  public let pValue: Double

  /// The paired bootstrap (Koehn, 2004): the same pairs are drawn for both systems.
  ///
  /// The p-value is twice the smaller share of samples on either side of no difference, counted as (n + 1) / (N + 1) so
  /// that it is never 0.
  /// - Throws: `MetricError.unequalSystems` if the systems were not scored on the same number of pairs.
  public static func pairedBootstrap(
    _ first: PairStatistics, _ second: PairStatistics, _ bootstrap: Bootstrap = Bootstrap(samples: 10_000)
  ) throws(MetricError) -> Comparison {
    try check(first, second)
    let values = bootstrap.values([first, second])
    let differences = zip(values[0], values[1]).map { $0 - $1 }
    let below = differences.count { $0 <= 0 }
    let above = differences.count { $0 >= 0 }
    return Comparison(
      difference: first.total - second.total,
      interval: first.count > 1 ? bootstrap.interval(of: differences) : nil,
      pValue: min(1, 2 * Double(min(below, above) + 1) / Double(differences.count + 1)))
  }

  /// Approximate randomisation (Noreen, 1989): each pair's two outputs change places with probability 1/2.
  ///
  /// The p-value is the share of shuffles, the observed one included, whose difference is at least as great.
  /// - Throws: `MetricError.unequalSystems` if the systems were not scored on the same number of pairs.
  public static func approximateRandomisation(
    _ first: PairStatistics, _ second: PairStatistics, shuffles: Int = 10_000, random: Random = Random(seed: 0)
  ) throws(MetricError) -> Comparison {
    try check(first, second)
    let observed = first.total - second.total
    let greater = Pool.map(shuffles) { shuffle in
      var random = random.split(shuffle)
      return abs(shuffledDifference(first, second, &random)) >= abs(observed) - 1e-12  // sums in another order
    }
    let share = Double(greater.count { $0 } + 1) / Double(shuffles + 1)
    return Comparison(difference: observed, interval: nil, pValue: share)
  }

  private static func check(_ first: PairStatistics, _ second: PairStatistics) throws(MetricError) {
    guard first.count == second.count else { throw .unequalSystems(first: first.count, second: second.count) }
    precondition(first.width == second.width, "two systems are compared by one metric")
    guard first.count > 0 else { throw .empty }
  }

  private static func shuffledDifference(
    _ first: PairStatistics, _ second: PairStatistics, _ random: inout Random
  ) -> Double {
    let width = first.width
    var ours = [Double](repeating: 0, count: width)
    var theirs = ours
    var bits: UInt64 = 0
    for pair in 0..<first.count {
      bits = pair & 63 == 0 ? random.next() : bits >> 1
      for column in pair * width..<(pair + 1) * width {
        let (kept, swapped) = bits & 1 == 0 ? (first.rows, second.rows) : (second.rows, first.rows)
        ours[column - pair * width] += kept[column]
        theirs[column - pair * width] += swapped[column]
      }
    }
    return first.value(ours, first.count) - second.value(theirs, second.count)
  }
}
