import Metrics
import Testing

@Suite struct ReleasedScoringTests {
  @Test func batchesAreScoredApartAndAveraged() throws {
    let fixture = try PairsFixture.load()
    let corpus = try Corpus(candidates: fixture.candidates, references: fixture.references)
    let released = ReleasedScoring(prompt: "", batchSize: 100)
    let scores = try released.scores(corpus)
    let thirds = try (0..<3).map { third in
      let part = third * 100..<(third + 1) * 100
      let pairs = try Corpus(
        candidates: Array(fixture.candidates[part]), references: Array(fixture.references[part]))
      return try Scorer(ReleasedScoring.metrics).statistics(pairs).map(\.total)
    }
    for (index, score) in scores.enumerated() {
      #expect(abs(score.value - thirds.reduce(0) { $0 + $1[index] } / 3) < 1e-12, "\(score.metric)")
    }
    #expect(scores.first?.total == 300)
  }

  @Test func theKeptPromptRaisesScores() throws {
    let corpus = try Corpus(candidates: ["a b c d e"], references: ["f g h i j"])
    let clean = try ReleasedScoring(prompt: "").scores(corpus)
    let prompted = try ReleasedScoring().scores(corpus)
    let bleu = prompted.first?.value ?? 0
    #expect(bleu > 0.1 && clean.first?.value ?? 1 < 1e-6)
    #expect(prompted.allSatisfy { $0.metric.hasSuffix("-released") })
  }

  @Test func setsOfNGramsEqualPyPIRouge() throws {
    let fixture = try PairsFixture.load()
    let corpus = try Corpus(candidates: fixture.candidates, references: fixture.references)
    let scores = try ReleasedScoring(prompt: "", batchSize: 300).scores(corpus)
    for order in 1...2 {
      let score = try #require(scores.first { $0.metric == "rouge-\(order)-released" })
      #expect(abs(score.value - (fixture.scores["set-rouge-\(order)"]?.corpus ?? 0)) < 1e-9)
    }
  }
}
