/// A metric's value on a corpus, with its uncertainty and what it rests on.
public struct Score: Sendable, Equatable, Codable {
  /// The metric's name, as in `Metric.name`.
  public let metric: String
  /// The value of all pairs; pairs that could not be parsed count as wrong.
  public let value: Double
  /// The bootstrap interval; nil where there are fewer than two pairs.
  public let interval: ClosedRange<Double>?
  /// How many pairs had a candidate.
  public let scored: Int
  /// How many pairs there were.
  public let total: Int
  /// How many answers could not be parsed.
  public let unparsed: Int

  /// A score of `total` pairs, `unparsed` of them without a candidate.
  public init(metric: String, value: Double, interval: ClosedRange<Double>?, total: Int, unparsed: Int) {
    self.metric = metric
    self.value = value
    self.interval = interval
    self.scored = total - unparsed
    self.total = total
    self.unparsed = unparsed
  }
}

extension Score {
  /// The scores of some metrics from their statistics, with intervals from the same samples.
  static func all(
    _ metrics: [Metric], _ statistics: [PairStatistics], of corpus: Corpus, _ bootstrap: Bootstrap
  ) -> [Score] {
    zip(zip(metrics, statistics), bootstrap.intervals(statistics)).map { pair, interval in
      Score(
        metric: pair.0.name, value: pair.1.total, interval: interval, total: corpus.count, unparsed: corpus.unparsed)
    }
  }
}
