/// A number that a run yields: a score, a count of parameters, a time.
public struct Metric: Sendable {
  public let name: String
  public let summary: String
  /// Whether a larger value is the better one; nil where neither is (a time axis).
  public let higherIsBetter: Bool?
  /// The unit that a column head shows.
  public let unit: String?
  public let source: String?
  /// The option that lists the metrics to compute, for one that is computed only when it stands there.
  public let listedIn: String?

  public init(
    _ name: String, _ summary: String, higherIsBetter: Bool? = true, unit: String? = nil, source: String? = nil,
    listedIn: String? = nil
  ) {
    self.name = name
    self.summary = summary
    self.higherIsBetter = higherIsBetter
    self.unit = unit
    self.source = source
    self.listedIn = listedIn
  }
}
