/// A number that a run yields: a score, a count of parameters, a time.
public struct Metric: Sendable {
  /// What in a recipe asks for a metric.
  public enum Request: Equatable, Sendable {
    /// It stands in the list that is the value of an option.
    case listed(in: String)
    /// An option is true.
    case enabled(by: String)
  }

  public let name: String
  public let summary: String
  /// Whether a larger value is the better one; nil where neither is (a time axis).
  public let higherIsBetter: Bool?
  /// The unit that a column head shows.
  public let unit: String?
  public let source: String?
  /// What asks for a metric that is computed only then.
  public let request: Request?

  public init(
    _ name: String, _ summary: String, higherIsBetter: Bool? = true, unit: String? = nil, source: String? = nil,
    request: Request? = nil
  ) {
    self.name = name
    self.summary = summary
    self.higherIsBetter = higherIsBetter
    self.unit = unit
    self.source = source
    self.request = request
  }
}
