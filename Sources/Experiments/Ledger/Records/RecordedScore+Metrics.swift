import Metrics

extension RecordedScore {
  /// A metric's score as the ledger keeps it.
  public init(_ score: Score) {
    self.init(
      score.value, low: score.interval?.lowerBound, high: score.interval?.upperBound, scored: score.scored,
      total: score.total, unparsed: score.unparsed)
  }
}
