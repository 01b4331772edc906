import Foundation
import Metrics
import Testing

/// What `Scripts/references/metrics/compare_speed.py` asks for: scores and times on pairs of its choosing.
///
/// It hands over a file of pairs in `MEIT_PEER_PAIRS` and reads the results beside it; without it nothing is compared.
@Suite struct PeerComparison {
  static let pairs = ProcessInfo.processInfo.environment["MEIT_PEER_PAIRS"].map { URL(filePath: $0) }

  struct Pairs: Decodable {
    let candidates: [String]
    let references: [String]
    let training: Int
  }

  struct Results: Encodable {
    var seconds: [String: [Double]] = [:]
    var processorSeconds: [String: [Double]] = [:]
    var scores: [String: [Double]] = [:]
  }

  @Test(.enabled(if: pairs != nil, "compared only by compare_speed.py")) func answers() throws {
    let file = try #require(Self.pairs)
    let pairs = try JSONDecoder().decode(Pairs.self, from: Data(contentsOf: file))
    let corpus = try Corpus(candidates: pairs.candidates, references: pairs.references)
    var results = Results()
    for (name, measure) in ReferenceMeasures.all(training: Array(pairs.references.prefix(pairs.training))) {
      let metric = Metric(name: name, displayName: name, documentation: name, source: .words(measure))
      let statistics = try #require(try Scorer([metric]).statistics(corpus).first)
      results.scores[name] = [statistics.total] + statistics.perPair
    }
    let scorer = try Scorer(MetricCatalog.words)
    for _ in 0..<5 {
      try results.time("statistics") { _ = try scorer.statistics(corpus).map(\.total) }
      try results.time("scores with intervals") { _ = try scorer.scores(corpus) }
    }
    try JSONEncoder().encode(results).write(to: file.appendingPathExtension("results"))
    #expect(results.scores.count == ReferenceMeasures.all(training: []).count)
  }
}

extension PeerComparison.Results {
  /// Adds the time of some work, by the clock and by what all processors spent on it.
  mutating func time(_ name: String, _ work: () throws -> Void) rethrows {
    let processor = clock()
    let seconds = try ContinuousClock().measure(work) / .seconds(1)
    self.seconds[name, default: []].append(seconds)
    processorSeconds[name, default: []].append(Double(clock() - processor) / Double(CLOCKS_PER_SEC))
  }
}
