/// The metrics that the project knows, as data.
public enum MetricCatalog {
  /// Every metric of words, in the order of the paper's tables.
  public static let words: [Metric] =
    (1...4).map(bleu) + [meteor] + (1...2).map(rouge) + [rougeL, ciderD()]

  /// BERTScore's three numbers, which a text encoder and `BERTScore` make.
  public static let embeddings: [Metric] = BERTScore.Component.allCases.map { component in
    Metric(
      name: "bertscore-\(component.rawValue)", displayName: "BERTScore \(component.symbol)", range: -1...1,
      documentation:
        "Greedy matching of token embeddings, mean over pairs; bert-score 0.3.13. Rescaling with a baseline "
        + "can take it below -1.",
      source: .embeddings(component))
  }

  /// Agreement of the diagnostic statements found in both texts.
  public static let statements: [Metric] = DiagnosisMeasure.allCases.map(\.metric)

  /// Agreement of the diagnostic statements with a data set's own codes.
  public static let codes: [Metric] = DiagnosisMeasure.allCases.compactMap(\.codeMetric)

  /// Every metric.
  public static let all: [Metric] = words + embeddings + statements + codes

  /// The metric of that name.
  /// - Throws: `MetricError.unknownMetric`.
  public static func metric(named name: String) throws(MetricError) -> Metric {
    guard let metric = all.first(where: { $0.name == name }) else {
      throw .unknownMetric(name, known: all.map(\.name))
    }
    return metric
  }

  /// CIDEr-D with these document frequencies.
  public static func ciderD(_ frequencies: CiderD.Frequencies = .corpus) -> Metric {
    Metric(
      name: "cider-d", displayName: "CIDEr-D", range: 0...10,
      documentation: "Ten times the weighted n-gram cosine with a length penalty; pycocoevalcap 1.2, words split at "
        + "blanks after \".\" is set apart, document frequencies from the training references or the corpus.",
      source: .words(CiderD(frequencies: frequencies)))
  }

  private static func bleu(_ order: Int) -> Metric {
    Metric(
      name: "bleu-\(order)", displayName: "BLEU-\(order)",
      documentation: "Corpus BLEU of n-grams up to \(order), closest reference length; pycocoevalcap 1.2, "
        + "words split at blanks after \".\" is set apart.",
      source: .words(Bleu(order: order)))
  }

  private static let meteor = Metric(
    name: "meteor", displayName: "METEOR",
    documentation: "Alignment by word, Porter stem and WordNet 3.0 synonym; nltk 3.10 meteor_score (alpha 0.9, beta 3, "
      + "gamma 0.5), nltk's word_tokenize with \".\" set apart at the ends of sentences, mean over pairs.",
    source: .words(Meteor()))

  private static func rouge(_ order: Int) -> Metric {
    Metric(
      name: "rouge-\(order)", displayName: "ROUGE-\(order)",
      documentation:
        "F score of shared n-grams of \(order); rouge-score 0.1.2, its tokens, no stemming, mean over pairs.",
      source: .words(RougeN(order: order)))
  }

  private static let rougeL = Metric(
    name: "rouge-l", displayName: "ROUGE-L",
    documentation:
      "F score of the longest common subsequence; rouge-score 0.1.2, its tokens, no stemming, mean over pairs.",
    source: .words(RougeL()))
}
