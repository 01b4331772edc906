import Parallel

/// Scores a corpus by metrics that need its words alone.
public struct Scorer: Sendable {
  /// The metrics, in the order of the results.
  public let metrics: [Metric]
  private let measures: [any TextMeasure]

  /// Takes metrics of words.
  /// - Throws: `MetricError.needsMoreThanText` if a metric needs embeddings or statements.
  public init(_ metrics: [Metric]) throws(MetricError) {
    var measures: [any TextMeasure] = []
    for metric in metrics {
      guard case .words(let measure) = metric.source else { throw .needsMoreThanText(metric: metric.name) }
      measures.append(measure)
    }
    self.metrics = metrics
    self.measures = measures
  }

  /// The statistics of every metric, in order.
  ///
  /// Metrics of one tokenisation share the words and the n-gram counts of each pair.
  /// - Throws: `MetricError` if a file that a metric needs cannot be read.
  public func statistics(_ corpus: Corpus) throws(MetricError) -> [PairStatistics] {
    var results = [PairStatistics?](repeating: nil, count: measures.count)
    for tokenization in Set(measures.map(\.tokenization)) {
      let members = measures.indices.filter { measures[$0].tokenization == tokenization }
      let group = try Self.statistics(TokenCorpus(corpus, tokenization), members.map { measures[$0] })
      for (member, statistics) in zip(members, group) { results[member] = statistics }
    }
    return results.compactMap(\.self)
  }

  /// The score of every metric, in order.
  /// - Throws: `MetricError` if a file that a metric needs cannot be read.
  public func scores(_ corpus: Corpus, bootstrap: Bootstrap = Bootstrap()) throws(MetricError) -> [Score] {
    Score.all(metrics, try statistics(corpus), of: corpus, bootstrap)
  }

  private static func statistics(
    _ tokens: TokenCorpus, _ measures: [any TextMeasure]
  ) throws(MetricError) -> [PairStatistics] {
    var writers: [RowWriter] = []
    for measure in measures { writers.append(try measure.rows(of: MeasuredCorpus(tokens: tokens))) }
    let order = measures.map(\.order).max() ?? 0
    let tables = measures.map { UnsafeMutableBufferPointer<Double>.allocate(capacity: $0.width * tokens.count) }
    defer { for table in tables { table.deallocate() } }
    Pool.forEachRange(tokens.count, grain: 128) { pairs in
      var ngrams = PairNGrams()
      for pair in pairs {
        if order > 0 { ngrams.load(tokens, pair: pair, order: order) }
        for (index, writer) in writers.enumerated() {
          let width = measures[index].width
          writer.write(
            pair, ngrams, UnsafeMutableBufferPointer(rebasing: tables[index][pair * width..<(pair + 1) * width]))
        }
      }
    }
    return zip(measures, tables).map { measure, table in
      PairStatistics(width: measure.width, rows: Array(table)) { measure.value(sums: $0, count: $1) }
    }
  }
}
