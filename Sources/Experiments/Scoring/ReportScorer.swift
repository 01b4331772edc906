import Metrics

/// Scores texts by any of the metrics, each text being read once for all of them.
public struct ReportScorer {
  /// How texts are scored.
  public enum Scoring: String, Sendable {
    /// Corpus-level, on clean text.
    case clean
    /// As the released code of MEIT does, for the metrics that it has.
    case released
  }

  /// What is said under scores of the released code's kind.
  static let releasedNote = "Texts scored as the released code of MEIT does."

  public var scoring: Scoring
  /// The reports in which CIDEr-D counts n-grams; the references themselves when nil.
  public var documents: [String]?
  /// What BERTScore is computed with.
  public var encoder: BERTScorer?

  public init(_ scoring: Scoring = .clean, documents: [String]? = nil, encoder: BERTScorer? = nil) {
    self.scoring = scoring
    self.documents = documents
    self.encoder = encoder
  }

  /// The scores of some metrics, in their order, with intervals from the same samples.
  /// - Parameter codes: the SCP codes of each record, for metrics that compare with them.
  /// - Throws: `MetricError` for an unknown metric; `DataError` for one that lacks an encoder or codes.
  public func scores(
    _ names: [String], _ corpus: Corpus, codes: [Set<String>]? = nil, bootstrap: Bootstrap = Bootstrap()
  ) throws -> [Score] {
    let statistics = try statistics(names, corpus, codes: codes)
    // The released scores have a row for each batch, the others one for each pair: only equal rows share samples.
    var intervals: [String: ClosedRange<Double>] = [:]
    for count in Set(statistics.values.map(\.count)) {
      let members = names.filter { statistics[$0]?.count == count }
      let found = bootstrap.intervals(members.compactMap { statistics[$0] })
      for (name, interval) in zip(members, found) { intervals[name] = interval }
    }
    return names.compactMap { name in
      statistics[name].map {
        Score(
          metric: name, value: $0.total, interval: intervals[name], total: corpus.count, unparsed: corpus.unparsed)
      }
    }
  }

  /// The statistics of some metrics, by name.
  /// - Throws: as `scores`.
  public func statistics(
    _ names: [String], _ corpus: Corpus, codes: [Set<String>]? = nil
  ) throws -> [String: PairStatistics] {
    var words: [Metric] = []
    var others: [String: PairStatistics] = [:]
    lazy var reports = DiagnosisScore(corpus).pairs
    var coded: [DiagnosisComparison]?
    var embedded: [BERTScore]?
    for name in names {
      let metric = try MetricCatalog.metric(named: name)
      switch metric.source {
      case .words: words.append(metric)
      case .statements(let measure): others[name] = measure.statistics(reports)
      case .codes(let measure):
        let pairs = try coded ?? Self.comparisons(corpus, codes, name)
        coded = pairs
        others[name] = measure.statistics(pairs)
      case .embeddings(let component):
        let scores = try embedded ?? bertScores(corpus)
        embedded = scores
        others[name] = PairStatistics(means: scores.map { $0[component] })
      }
    }
    return try wordStatistics(words, corpus).merging(others) { first, _ in first }
  }

  private func wordStatistics(_ metrics: [Metric], _ corpus: Corpus) throws -> [String: PairStatistics] {
    guard !metrics.isEmpty else { return [:] }
    switch scoring {
    case .released:
      let scorer = ReleasedScoring()
      let all = try scorer.statistics(corpus)
      return Dictionary(
        uniqueKeysWithValues: zip(ReleasedScoring.metrics, all).compactMap { released, statistics in
          metrics.first { ReleasedScoring.name(of: $0) == released.name }.map { ($0.name, statistics) }
        })
    case .clean:
      let chosen = metrics.map { metric in
        guard metric.name == MetricCatalog.ciderD().name, let documents else { return metric }
        return MetricCatalog.ciderD(.documents(documents))
      }
      return Dictionary(
        zip(metrics.map(\.name), try Scorer(chosen).statistics(corpus)), uniquingKeysWith: { first, _ in first })
    }
  }

  private func bertScores(_ corpus: Corpus) throws -> [BERTScore] {
    guard let encoder else { throw BERTScorer.missingEncoder }
    return encoder.scores(corpus)
  }

  private static func comparisons(
    _ corpus: Corpus, _ codes: [Set<String>]?, _ metric: String
  ) throws -> [DiagnosisComparison] {
    guard let codes else {
      throw DataError("\(metric) compares with a data set's own codes, and these records have none.")
    }
    return try DiagnosisScore(candidates: corpus.candidates, codes: codes).pairs
  }
}
