/// The way in which the released MEIT code scores: what the paper's own numbers are comparable with, not a better way.
///
/// Both texts keep their prompt, "." becomes " ." for pycocoevalcap's scores, each batch is scored as a corpus of its
/// own and the scores of the batches are averaged, ROUGE-1 and ROUGE-2 count sets of n-grams (PyPI `rouge`), ROUGE-L is
/// pycocoevalcap's, and CIDEr-D weighs all n-grams the same.
public struct ReleasedScoring: Sendable {
  /// What is put before both texts, which raises every score: the answer's tag, or the whole prompt.
  public let prompt: String
  /// How many pairs a batch has; the last may have fewer.
  public let batchSize: Int

  /// The answer's tag as prompt and batches of 64 pairs by default.
  public init(prompt: String = "<|assistant|>\n", batchSize: Int = 64) {
    precondition(batchSize > 0, "batches of \(batchSize) pairs")
    self.prompt = prompt
    self.batchSize = batchSize
  }

  /// What it computes; each name is the metric's with `released` after it.
  public static let metrics: [Metric] =
    (1...4).map { metric("bleu-\($0)", Bleu(order: $0)) } + [
      metric("meteor", Meteor()),
      metric("rouge-1", RougeN(order: 1, tokenization: .sentences, counting: .sets)),
      metric("rouge-2", RougeN(order: 2, tokenization: .sentences, counting: .sets)),
      metric("rouge-l", RougeL(tokenization: .singleBlanks(spacedPeriods: true), convention: .coco)),
      metric("cider-d", CiderD(frequencies: .equal), range: 0...10),
    ]

  /// What a metric of the catalog is called here.
  public static func name(of metric: Metric) -> String { name(metric.name) }

  private static func name(_ metric: String) -> String { "\(metric)-released" }

  /// The statistics of every metric, one row per batch: what is resampled is whole batches.
  /// - Throws: `MetricError` if a file that a metric needs cannot be read.
  public func statistics(_ corpus: Corpus) throws(MetricError) -> [PairStatistics] {
    let prompted = try Corpus(
      candidates: corpus.candidates.map { $0.map { prompt + $0 } },
      references: corpus.references.map { $0.map { prompt + $0 } })
    return try Scorer(Self.metrics).statistics(prompted).map { statistics in
      PairStatistics(
        means: stride(from: 0, to: corpus.count, by: batchSize).map {
          statistics.total(of: $0..<min($0 + batchSize, corpus.count))
        })
    }
  }

  /// The score of every metric.
  /// - Throws: `MetricError` if a file that a metric needs cannot be read.
  public func scores(_ corpus: Corpus, bootstrap: Bootstrap = Bootstrap()) throws(MetricError) -> [Score] {
    Score.all(Self.metrics, try statistics(corpus), of: corpus, bootstrap)
  }

  private static func metric(
    _ name: String, _ measure: any TextMeasure, range: ClosedRange<Double> = 0...1
  ) -> Metric {
    let displayName = MetricCatalog.words.first { $0.name == name }?.displayName ?? name
    return Metric(
      name: Self.name(name), displayName: "\(displayName) (released)", range: range,
      documentation: "\(displayName) as the released MEIT code computes it: averaged over batches, prompts kept.",
      source: .words(measure))
  }
}
