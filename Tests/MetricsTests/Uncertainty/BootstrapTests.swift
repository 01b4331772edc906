import Metrics
import Parallel
import Randomness
import Testing

@Suite struct BootstrapTests {
  /// The mean of 400 uniform numbers has standard error sqrt(1/12/400); the bootstrap's interval must be about 2 * 1.96
  /// of it.
  @Test func intervalOfAMeanHasTheNormalWidth() throws {
    var random = Random(seed: 3)
    let statistics = PairStatistics(means: (0..<400).map { _ in random.uniform() })
    let interval = try #require(Bootstrap(samples: 4000).intervals([statistics]).first ?? nil)
    let expected = 2 * 1.96 * (1.0 / 12 / 400).squareRoot()
    #expect(interval.contains(statistics.total))
    #expect(abs((interval.upperBound - interval.lowerBound) / expected - 1) < 0.1)
  }

  @Test func doesNotDependOnTheNumberOfThreads() throws {
    let fixture = try PairsFixture.load()
    let corpus = try Corpus(candidates: fixture.candidates, references: fixture.references)
    let scorer = try Scorer([MetricCatalog.metric(named: "bleu-4"), MetricCatalog.metric(named: "rouge-l")])
    let threads = Pool.threads
    defer { Pool.threads = threads }
    Pool.threads = 1
    let serial = try scorer.scores(corpus)
    Pool.threads = 2
    #expect(try scorer.scores(corpus) == serial)
  }

  @Test func onePairHasNoInterval() throws {
    let corpus = try Corpus(candidates: ["normal ecg"], references: ["normal ecg"])
    let score = try #require(try Scorer([MetricCatalog.metric(named: "rouge-1")]).scores(corpus).first)
    #expect(score.interval == nil)
    #expect(score.value == 1)
  }

  @Test func aValueThatIsNotFiniteLeavesNoInterval() {
    #expect(Bootstrap(samples: 100).intervals([PairStatistics(means: [0.3, .nan, 0.5])]) == [nil])
  }
}
