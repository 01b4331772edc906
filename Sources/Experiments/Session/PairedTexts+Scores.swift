import Figures
import Metrics

extension PairedTexts {
  /// The metrics that a scorer has all it needs for: those of the texts alone, and with an encoder BERTScore.
  static func metrics(_ scorer: ReportScorer) -> [String] {
    (MetricCatalog.words + (scorer.encoder == nil ? [] : MetricCatalog.embeddings) + MetricCatalog.statements)
      .map(\.name)
  }

  /// A table of scores with their bootstrap intervals.
  ///
  /// - Parameters:
  ///   - names: which metrics; all that `scorer` can compute when nil.
  ///   - samples: how often the pairs are resampled.
  /// - Throws: as `ReportScorer.scores`.
  public func scores(
    _ names: [String]? = nil, _ scorer: ReportScorer = ReportScorer(), samples: Int = 1000
  ) throws -> Table {
    let corpus = try corpus()
    let scores = try scorer.scores(
      names ?? Self.metrics(scorer), corpus, bootstrap: Bootstrap(samples: samples))
    let rows = scores.map { score in
      Table.Row([Self.title(score.metric)], [.number(Measured(score.value, score.interval.map(Self.spread)))])
    }
    let unparsed = corpus.unparsed > 0 ? ", \(corpus.unparsed) of them without a candidate" : ""
    return Table(
      "scores", caption: "Scores of \(corpus.count) texts\(unparsed), with 95 % bootstrap intervals.",
      rowTitles: ["Metric"], columns: [Table.Column("Score", decimals: 4)], rows: rows, marks: [],
      notes: Self.notes(scorer))
  }

  /// A table of two systems' scores of the same texts: their difference with its interval, and how probable so great a
  /// one would be if the systems did not differ, by paired bootstrap and by approximate randomisation.
  ///
  /// - Parameters:
  ///   - other: the second system, with the same references.
  ///   - names: which metrics; all that `scorer` can compute when nil.
  ///   - samples: how often the pairs are resampled and shuffled.
  /// - Throws: `DataError` if the references differ; otherwise as `ReportScorer.scores`.
  public func comparison(
    with other: PairedTexts, _ names: [String]? = nil, _ scorer: ReportScorer = ReportScorer(), samples: Int = 10_000
  ) throws -> Table {
    guard references == other.references else {
      throw DataError("Two systems are compared on the same references, and those of these two differ.")
    }
    let names = names ?? Self.metrics(scorer)
    let first = try scorer.statistics(names, corpus())
    let second = try scorer.statistics(names, other.corpus())
    let rows = try names.compactMap { name -> Table.Row? in
      guard let ours = first[name], let theirs = second[name] else { return nil }
      let bootstrap = try Comparison.pairedBootstrap(ours, theirs, Bootstrap(samples: samples))
      let shuffled = try Comparison.approximateRandomisation(ours, theirs, shuffles: samples)
      let difference = Measured(bootstrap.difference, bootstrap.interval.map(Self.spread))
      return Table.Row(
        [Self.title(name)],
        [.number(ours.total), .number(theirs.total), .number(difference), .number(bootstrap.pValue)]
          + [.number(shuffled.pValue)])
    }
    let titles = ["First", "Second", "Difference", "p, bootstrap", "p, randomisation"]
    return Table(
      "comparison",
      caption: "Two systems on \(references.count) texts; the difference with its 95 % bootstrap interval.",
      rowTitles: ["Metric"], columns: titles.map { Table.Column($0, decimals: 4) }, rows: rows, marks: [],
      notes: Self.notes(scorer))
  }

  private static func title(_ metric: String) -> String {
    (try? MetricCatalog.metric(named: metric))?.displayName ?? metric
  }

  private static func spread(_ interval: ClosedRange<Double>) -> Measured.Spread {
    .interval(Interval(interval.lowerBound, interval.upperBound))
  }

  private static func notes(_ scorer: ReportScorer) -> [String] {
    scorer.scoring == .released ? [ReportScorer.releasedNote] : []
  }
}
