import Experiments
import Foundation
import Metrics
import Testing

/// What `Scripts/references/metrics/compare_bertscore.py` asks for: BERTScore of its pairs, and the time that it took.
@Suite struct BERTScorePeer {
  static let request = ProcessInfo.processInfo.environment["MEIT_PEER_BERTSCORE"].map { URL(filePath: $0) }

  struct Request: Decodable {
    let encoder: String
    let layer, rounds: Int
    let idf: Bool
    let candidates, references: [String]
  }

  struct Results: Encodable {
    var scores: [[Double]] = []
    var seconds: [Double] = []
  }

  @Test(.enabled(if: request != nil, "compared only by compare_bertscore.py")) func answers() throws {
    let file = try #require(Self.request)
    let request = try JSONDecoder().decode(Request.self, from: Data(contentsOf: file))
    let corpus = try Corpus(candidates: request.candidates, references: request.references)
    let scorer = try BERTScorer(
      folder: URL(filePath: request.encoder), .init(layer: request.layer, weighsByFrequency: request.idf))
    var results = Results()
    for _ in 0..<request.rounds {
      var scores: [BERTScore] = []
      results.seconds.append(ContinuousClock().measure { scores = scorer.scores(corpus) } / .seconds(1))
      results.scores = BERTScore.Component.allCases.map { component in scores.map { $0[component] } }
    }
    try JSONEncoder().encode(results).write(to: file.appendingPathExtension("results"))
    #expect(results.scores.allSatisfy { $0.count == corpus.count })
  }
}
