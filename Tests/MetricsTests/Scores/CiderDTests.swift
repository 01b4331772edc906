import Metrics
import Testing

@Suite struct CiderDTests {
  @Test func equalsPycocoevalcap() throws {
    #expect(try PairsFixture.load().deviation(of: CiderD(), from: "cider-d") < 1e-8)
  }

  @Test func equalsPycocoevalcapWithFrequenciesOfTrainingReferences() throws {
    let fixture = try PairsFixture.load()
    let measure = CiderD(frequencies: .documents(Array(fixture.references.prefix(fixture.training))))
    #expect(try fixture.deviation(of: measure, from: "cider-d-training") < 1e-8)
  }

  /// Equal frequencies make an exact copy's cosine 1 at every order, so its score is 10.
  @Test func anExactCopyScoresTenWhereEveryNGramWeighsTheSame() throws {
    let corpus = try Corpus(candidates: ["a b c d e"], references: ["a b c d e"])
    let metric = MetricCatalog.ciderD(.equal)
    let score = try #require(try Scorer([metric]).scores(corpus).first)
    #expect(abs(score.value - 10) < 1e-12)
  }
}
