/// A metric as data: what a recipe may name, what a table prints, and how it is computed.
public struct Metric: Sendable {
  /// Which direction is better.
  public enum Better: Sendable, Codable { case higher, lower }

  /// What a metric is computed from.
  public enum Source: Sendable {
    /// The words of the candidate and its references.
    case words(any TextMeasure)
    /// Token embeddings of both, from a text encoder.
    case embeddings(BERTScore.Component)
    /// The diagnostic statements found in both.
    case statements(DiagnosisMeasure)
    /// The diagnostic statements found in the candidate, and the codes that the data set gives the record.
    case codes(DiagnosisMeasure)
  }

  /// The name in a recipe, such as `bleu-4`.
  public let name: String
  /// The name in a table, such as `BLEU-4`.
  public let displayName: String
  /// Which direction is better.
  public let better: Better
  /// The values that it can take.
  public let range: ClosedRange<Double>
  /// What it is, in one sentence, with the tool that it equals.
  public let documentation: String
  /// What it is computed from.
  public let source: Source

  /// A metric from its description.
  public init(
    name: String, displayName: String, better: Better = .higher, range: ClosedRange<Double> = 0...1,
    documentation: String, source: Source
  ) {
    self.name = name
    self.displayName = displayName
    self.better = better
    self.range = range
    self.documentation = documentation
    self.source = source
  }
}
