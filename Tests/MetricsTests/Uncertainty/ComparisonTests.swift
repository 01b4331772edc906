import Metrics
import Randomness
import Testing

@Suite struct ComparisonTests {
  /// Two systems of 200 pairs: noise shared by both, and an advantage of the first.
  static func systems(advantage: Double) -> (PairStatistics, PairStatistics) {
    var random = Random(seed: 5)
    let shared = (0..<200).map { _ in random.normal() }
    return (
      PairStatistics(means: shared.map { $0 + advantage + 0.1 * random.normal() }),
      PairStatistics(means: shared.map { $0 + 0.1 * random.normal() })
    )
  }

  @Test func bothTestsFindARealDifference() throws {
    let (first, second) = Self.systems(advantage: 0.05)
    let bootstrap = try Comparison.pairedBootstrap(first, second, Bootstrap(samples: 2000))
    #expect(bootstrap.pValue < 0.01)
    #expect((bootstrap.interval?.lowerBound ?? 0) > 0)
    #expect(abs(bootstrap.difference - 0.05) < 0.03)
    #expect(try Comparison.approximateRandomisation(first, second, shuffles: 2000).pValue < 0.01)
  }

  /// Three times the same reports are no more evidence than once.
  @Test func repeatedPairsAreNotPairsOfTheirOwn() throws {
    let (first, second) = Self.systems(advantage: 0.01)
    func thrice(_ once: PairStatistics) -> PairStatistics { PairStatistics(means: once.rows + once.rows + once.rows) }
    let once = try Comparison.approximateRandomisation(first, second, shuffles: 500)
    let averaged = try Comparison.approximateRandomisation(
      thrice(first).averaged(over: 3), thrice(second).averaged(over: 3), shuffles: 500)
    let taken = try Comparison.approximateRandomisation(thrice(first), thrice(second), shuffles: 500)
    #expect(abs(averaged.pValue - once.pValue) < 1e-12)
    #expect(taken.pValue < once.pValue)
    #expect(abs(averaged.difference - once.difference) < 1e-12)
  }

  @Test func neitherTestFindsOneBetweenASystemAndItself() throws {
    let (first, _) = Self.systems(advantage: 0)
    #expect(try Comparison.pairedBootstrap(first, first, Bootstrap(samples: 500)).pValue == 1)
    #expect(try Comparison.approximateRandomisation(first, first, shuffles: 500).pValue == 1)
  }

  /// Under no difference the p-value is uniform: about one in ten of 200 experiments falls under 0.1.
  @Test func pValuesAreUniformWhereThereIsNoDifference() throws {
    let values = try (0..<200).map { seed -> (Double, Double) in
      var random = Random(seed: UInt64(seed))
      let first = PairStatistics(means: (0..<50).map { _ in random.normal() })
      let second = PairStatistics(means: (0..<50).map { _ in random.normal() })
      return (
        try Comparison.pairedBootstrap(first, second, Bootstrap(samples: 300)).pValue,
        try Comparison.approximateRandomisation(first, second, shuffles: 300).pValue
      )
    }
    #expect((8...36).contains(values.count { $0.0 < 0.1 }))
    #expect((8...36).contains(values.count { $0.1 < 0.1 }))
  }

  @Test func systemsOfDifferentSizesAreRefused() {
    let two = PairStatistics(means: [1, 2])
    #expect(throws: MetricError.unequalSystems(first: 2, second: 1)) {
      try Comparison.pairedBootstrap(two, PairStatistics(means: [1]))
    }
  }
}
