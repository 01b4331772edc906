import Foundation
import Metrics
import TestSupport
import Testing

/// Generated pairs with the scores of the reference packages, from `Scripts/references/metrics/make_scores.py`.
struct PairsFixture: Decodable {
  struct Expected: Decodable {
    let corpus: Double
    let pairs: [Double]
  }

  struct Words: Decodable {
    let text: String
    let words: [String]
  }

  let candidates: [String]
  let references: [String]
  let training: Int
  let scores: [String: Expected]
  /// Several references for each of the first candidates, and their scores.
  let severalReferences: [[String]]
  let severalReferencesScores: [String: Expected]
  let words: [Words]
  let sentenceWords: [Words]
  let stems: [String: String]
  let synonyms: [String: [String]]

  static func load() throws -> PairsFixture {
    try JSONDecoder().decode(
      PairsFixture.self, from: Data(contentsOf: TestFiles.fixture("metrics/pairs.json")))
  }

  /// The greatest difference from the reference package, over the corpus's score and every pair's.
  func deviation(of measure: any TextMeasure, from name: String) throws -> Double {
    let corpus = try Corpus(candidates: candidates, references: references)
    return try Self.deviation(of: measure, on: corpus, from: #require(scores[name]))
  }

  /// The same where the first candidates have several references.
  func deviationWithSeveralReferences(of measure: any TextMeasure, from name: String) throws -> Double {
    let corpus = try Corpus(
      candidates: Array(candidates.prefix(severalReferences.count)), references: severalReferences)
    return try Self.deviation(of: measure, on: corpus, from: #require(severalReferencesScores[name]))
  }

  static func deviation(of measure: any TextMeasure, on corpus: Corpus, from expected: Expected) throws -> Double {
    let metric = Metric(name: "x", displayName: "x", documentation: "x", source: .words(measure))
    let statistics = try #require(try Scorer([metric]).statistics(corpus).first)
    let pairs = statistics.perPair
    #expect(pairs.count == expected.pairs.count)
    return zip(pairs, expected.pairs).reduce(abs(statistics.total - expected.corpus)) { max($0, abs($1.0 - $1.1)) }
  }
}
