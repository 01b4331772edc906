import Experiments
import Foundation
import Metrics
import TestSupport
import Testing

/// BERTScore from text to number, on a tiny random encoder, against bert-score.
struct BERTScorerTests {
  struct Fixture: Decodable {
    let candidates, references: [String]
    let layer: Int
    /// [3][pairs].
    let plain, weighed, rescaled: [[Double]]
  }

  static let folder = TestFiles.fixture("text-encoder/bert")

  static func fixture() throws -> Fixture {
    try JSONDecoder().decode(Fixture.self, from: Data(contentsOf: folder.appending(path: "scores.json")))
  }

  static func expect(_ options: BERTScorer.Options, equals path: KeyPath<Fixture, [[Double]]>) throws {
    let fixture = try fixture()
    let corpus = try Corpus(candidates: fixture.candidates, references: fixture.references)
    let scores = try BERTScorer(folder: folder, options).scores(corpus)
    for (component, expected) in zip(BERTScore.Component.allCases, fixture[keyPath: path]) {
      try #require(expected.count == scores.count)
      for (score, expected) in zip(scores, expected) { #expect(abs(score[component] - expected) < 1e-4) }
    }
  }

  @Test func plainScoresEqualBertScore() throws {
    try Self.expect(.init(layer: Self.fixture().layer), equals: \.plain)
  }

  @Test func frequenciesOfTheReferencesWeighAsInBertScore() throws {
    try Self.expect(.init(layer: Self.fixture().layer, weighsByFrequency: true), equals: \.weighed)
  }

  @Test func baselinesRescaleAsInBertScore() throws {
    let baseline = Self.folder.appending(path: "baseline.tsv")
    try Self.expect(.init(layer: Self.fixture().layer, baseline: baseline), equals: \.rescaled)
  }

  @Test func theBestOfSeveralReferencesCounts() throws {
    let scorer = try BERTScorer(folder: Self.folder, .init(layer: 2))
    let both = try scorer.scores(Corpus(candidates: ["normal ecg"], references: [["sinus rhythm", "normal axis"]]))
    let each = try scorer.scores(
      Corpus(candidates: ["normal ecg", "normal ecg"], references: ["sinus rhythm", "normal axis"]))
    for component in BERTScore.Component.allCases {
      #expect(both[0][component] == each.map { $0[component] }.max())
    }
  }

  @Test func whatIsMissingIsSaid() {
    let nowhere = #expect(throws: DataError.self) { try BERTScorer(folder: URL(filePath: "/no-such-folder")) }
    #expect(nowhere?.description.contains("/no-such-folder has no config.json") == true)
    let layer = #expect(throws: DataError.self) { try BERTScorer(folder: Self.folder) }
    #expect(layer?.description.contains("choose one from 0 to 3") == true)
    let above = #expect(throws: DataError.self) { try BERTScorer(folder: Self.folder, .init(layer: 4)) }
    #expect(above?.description.contains("has 3 layers") == true)
  }
}
