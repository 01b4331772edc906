import Figures
import Metrics

extension PairedTexts {
  /// How texts are scored.
  public enum Scoring: Sendable {
    /// Corpus-level, on clean text.
    case clean
    /// As the released code of MEIT does.
    case released
  }

  /// The metrics that need the texts alone.
  public static var metrics: [Metric] { MetricCatalog.words + MetricCatalog.statements }

  /// A table of scores with their bootstrap intervals.
  ///
  /// - Parameters:
  ///   - names: which metrics; all that need no model when nil. Document frequencies of CIDEr-D come from the references.
  ///   - samples: how often the pairs are resampled.
  /// - Throws: `MetricError`.
  public func scores(_ names: [String]? = nil, _ scoring: Scoring = .clean, samples: Int = 1000) throws -> Table {
    let corpus = try corpus()
    let bootstrap = Bootstrap(samples: samples)
    let scores =
      switch scoring {
      case .released: try ReleasedScoring().scores(corpus, bootstrap: bootstrap)
      case .clean: try Self.scores(corpus, try names?.map(MetricCatalog.metric) ?? Self.metrics, bootstrap)
      }
    let rows = scores.map { score in
      Table.Row(
        [(try? MetricCatalog.metric(named: score.metric))?.displayName ?? score.metric],
        [.number(Measured(score.value, score.interval.map { .interval(Interval($0.lowerBound, $0.upperBound)) }))])
    }
    let unparsed = corpus.unparsed > 0 ? ", \(corpus.unparsed) of them without a candidate" : ""
    return Table(
      "scores", caption: "Scores of \(corpus.count) texts\(unparsed), with 95 % bootstrap intervals.",
      rowTitles: ["Metric"], columns: [Table.Column("Score", decimals: 4)], rows: rows, marks: [])
  }

  private static func scores(_ corpus: Corpus, _ metrics: [Metric], _ bootstrap: Bootstrap) throws -> [Score] {
    let words = metrics.filter { if case .words = $0.source { true } else { false } }
    let statements = metrics.compactMap { DiagnosisMeasure(rawValue: $0.name) }
    guard words.count + statements.count == metrics.count else {
      let other = metrics.first { metric in
        DiagnosisMeasure(rawValue: metric.name) == nil && !words.contains { $0.name == metric.name }
      }
      throw MetricError.needsMoreThanText(metric: other?.name ?? "")
    }
    var scores = try Scorer(words).scores(corpus, bootstrap: bootstrap)
    if !statements.isEmpty {
      scores += DiagnosisScore(corpus).scores(bootstrap: bootstrap).filter { score in
        statements.contains { $0.rawValue == score.metric }
      }
    }
    return metrics.compactMap { metric in scores.first { $0.metric == metric.name } }
  }
}
