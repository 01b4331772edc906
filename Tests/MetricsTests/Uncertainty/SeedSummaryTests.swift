import Metrics
import Testing

@Suite struct SeedSummaryTests {
  /// The quantiles t(0.975; 2) = 4.302652729749462 and t(0.975; 4) = 2.776445105197793 are scipy's.
  @Test func intervalEqualsScipy() throws {
    let three = try SeedSummary([1, 2, 3])
    #expect(three.mean == 2 && three.deviation == 1 && three.runs == 3)
    #expect(abs(try #require(three.interval).upperBound - 2 - 4.302652729749462 / 3.0.squareRoot()) < 1e-9)
    let five = try SeedSummary([1, 2, 3, 4, 5])
    let reach = 2.776445105197793 * 2.5.squareRoot() / 5.0.squareRoot()
    #expect(abs(try #require(five.interval).lowerBound - 3 + reach) < 1e-9)
  }

  @Test func manyRunsApproachTheNormalInterval() throws {
    let summary = try SeedSummary((0..<100_001).map { Double($0 % 2) })
    let reach = try #require(summary.interval).upperBound - summary.mean
    #expect(abs(reach / (try #require(summary.deviation) / 100_001.0.squareRoot()) - 1.959963984540054) < 1e-4)
  }

  @Test func oneRunHasNoInterval() throws {
    let one = try SeedSummary([0.3])
    #expect(one.interval == nil && one.deviation == nil && one.mean == 0.3)
    #expect(throws: MetricError.empty) { try SeedSummary([]) }
  }

  @Test func aValueThatIsNotFiniteLeavesNoInterval() throws {
    #expect(try SeedSummary([0.3, .nan]).interval == nil)
    #expect(try SeedSummary([0.3, .infinity]).interval == nil)
  }
}
