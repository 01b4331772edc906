/// The metrics that the project knows, as data.
public enum MetricCatalog {
  /// Every metric of words, in the order of the paper's tables.
  public static let words: [Metric] =
    (1...4).map(bleu) + [
      Metric(
        name: "rouge-1", displayName: "ROUGE-1",
        documentation: "F score of shared words; rouge-score 0.1.2, its tokens, no stemming, mean over pairs.",
        source: .words(RougeN(order: 1))),
      Metric(
        name: "rouge-2", displayName: "ROUGE-2",
        documentation: "F score of shared word pairs; rouge-score 0.1.2, its tokens, no stemming, mean over pairs.",
        source: .words(RougeN(order: 2))),
      Metric(
        name: "rouge-l", displayName: "ROUGE-L",
        documentation: "F score of the longest common subsequence; rouge-score 0.1.2, its tokens, no stemming.",
        source: .words(RougeL())),
    ]

  /// Every metric.
  public static let all: [Metric] = words

  /// The metric of that name.
  /// - Throws: `MetricError.unknownMetric`.
  public static func metric(named name: String) throws(MetricError) -> Metric {
    guard let metric = all.first(where: { $0.name == name }) else {
      throw .unknownMetric(name, known: all.map(\.name))
    }
    return metric
  }

  private static func bleu(_ order: Int) -> Metric {
    Metric(
      name: "bleu-\(order)", displayName: "BLEU-\(order)",
      documentation: "Corpus BLEU of n-grams up to \(order), closest reference length; pycocoevalcap 1.2, "
        + "words split at blanks after \".\" is set apart.",
      source: .words(Bleu(order: order)))
  }
}
