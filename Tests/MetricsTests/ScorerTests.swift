import Metrics
import Testing

@Suite struct ScorerTests {
  @Test func answersThatCouldNotBeParsedCountAsWrong() throws {
    let corpus = try Corpus(
      candidates: ["sinus rhythm", nil], references: ["sinus rhythm", "sinus rhythm"])
    let score = try #require(try Scorer([MetricCatalog.metric(named: "rouge-1")]).scores(corpus).first)
    #expect(score.value == 0.5)
    #expect((score.scored, score.total, score.unparsed) == (1, 2, 1))
  }

  @Test func severalReferencesScoreAsInTheReferencePackages() throws {
    let fixture = try PairsFixture.load()
    for name in fixture.severalReferencesScores.keys {
      let measure = try #require(ReferenceMeasures.all(training: [])[name])
      #expect(try fixture.deviationWithSeveralReferences(of: measure, from: name) < 1e-8, "\(name)")
    }
  }

  @Test func unequalCountsAreNamed() {
    #expect(throws: MetricError.unequalCounts(candidates: 1, references: 2)) {
      try Corpus(candidates: ["a"], references: ["a", "b"])
    }
    #expect(throws: MetricError.empty) { try Corpus(candidates: [], references: [String]()) }
    #expect(throws: MetricError.noReference(pair: 0)) { try Corpus(candidates: ["a"], references: [[]]) }
  }

  @Test func metricsOfOneRunAgreeWithEachOnItsOwn() throws {
    let fixture = try PairsFixture.load()
    let corpus = try Corpus(candidates: fixture.candidates, references: fixture.references)
    let together = try Scorer(MetricCatalog.words).statistics(corpus).map(\.total)
    for (metric, value) in zip(MetricCatalog.words, together) {
      #expect(try Scorer([metric]).statistics(corpus).map(\.total) == [value], "\(metric.name)")
    }
  }
}
