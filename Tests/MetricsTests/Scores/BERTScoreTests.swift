import Foundation
import Metrics
import TestSupport
import Testing

@Suite struct BERTScoreTests {
  struct Side: Decodable {
    let embeddings: [Float]
    let weights: [Float]
    var tokens: BERTScore.Tokens { BERTScore.Tokens(embeddings: embeddings, weights: weights) }
  }

  struct Pair: Decodable {
    let candidate: Side
    let reference: Side
    let scores: [Double]
  }

  struct Baseline: Decodable {
    let layer: Int
    let row: [Double]
  }

  struct Fixture: Decodable {
    let pairs: [Pair]
    let baseline: Baseline
    let documents: [[Int]]
    let frequencies: [Float]
  }

  static func fixture() throws -> Fixture {
    try JSONDecoder().decode(Fixture.self, from: Data(contentsOf: TestFiles.fixture("metrics/matching.json")))
  }

  /// Both sides are in single precision, and the harmonic mean of random texts divides by a number near 0.
  @Test func matchingEqualsBertScore() throws {
    for pair in try Self.fixture().pairs {
      let score = BERTScore(candidate: pair.candidate.tokens, reference: pair.reference.tokens)
      for (component, expected) in zip(BERTScore.Component.allCases, pair.scores) {
        #expect(abs(score[component] - expected) < 1e-5)
      }
    }
  }

  @Test func inverseDocumentFrequenciesEqualBertScore() throws {
    let fixture = try Self.fixture()
    let frequencies = BERTScore.InverseDocumentFrequencies(references: fixture.documents)
    for (token, expected) in fixture.frequencies.enumerated() { #expect(abs(frequencies[token] - expected) < 1e-6) }
    #expect(BERTScore.InverseDocumentFrequencies(references: fixture.documents, markers: [7])[7] == 0)
  }

  @Test func aBaselineIsReadAndMovesRandomTextsToZero() throws {
    let expected = try Self.fixture().baseline
    let numbers = expected.row.map { "\($0)" }.joined(separator: ",")
    let file = FileManager.default.temporaryDirectory.appending(path: "baseline-\(UUID().uuidString).tsv")
    defer { try? FileManager.default.removeItem(at: file) }
    try "LAYER,P,R,F\n0,0.1,0.2,0.3\n\(expected.layer),\(numbers)\n".write(to: file, atomically: true, encoding: .utf8)
    let baseline = try BERTScore.Baseline(file: file, layer: expected.layer)
    let random = BERTScore(precision: expected.row[0], recall: expected.row[1], f1: expected.row[2])
    #expect(random.rescaled(by: baseline) == BERTScore(precision: 0, recall: 0, f1: 0))
    let error = #expect(throws: MetricError.self) { try BERTScore.Baseline(file: file, layer: 99) }
    #expect(error?.description.contains("there is no row for layer 99") == true)
  }
}
