import Reports

/// The diagnosis scores of a system's reports.
public struct DiagnosisScore: Sendable {
  /// The comparison of every report, in order.
  public let pairs: [DiagnosisComparison]
  private let unparsed: Int

  /// Compares each candidate with its references; with several, with what any of them states.
  public init(_ corpus: Corpus, atLeast certainty: Certainty = .possible) {
    unparsed = corpus.unparsed
    pairs = zip(corpus.candidates, corpus.references).map { candidate, references in
      DiagnosisComparison(
        candidate: candidate, reference: references.joined(separator: "\n"), atLeast: certainty)
    }
  }

  /// Compares each candidate with the SCP codes of its record in PTB-XL.
  /// - Throws: `MetricError` if the numbers differ or there are none.
  public init(
    candidates: [String?], codes: [Set<String>], atLeast certainty: Certainty = .possible
  ) throws(MetricError) {
    guard candidates.count == codes.count else {
      throw .unequalCounts(candidates: candidates.count, references: codes.count)
    }
    guard !candidates.isEmpty else { throw .empty }
    unparsed = candidates.count { $0 == nil }
    pairs = zip(candidates, codes).map { DiagnosisComparison(candidate: $0, codes: $1, atLeast: certainty) }
  }

  /// The scores with their intervals.
  public func scores(
    _ measures: [DiagnosisMeasure] = DiagnosisMeasure.allCases, bootstrap: Bootstrap = Bootstrap()
  ) -> [Score] {
    let statistics = measures.map { $0.statistics(pairs) }
    return zip(zip(measures, statistics), bootstrap.intervals(statistics)).map { pair, interval in
      Score(
        metric: pair.0.rawValue, value: pair.1.total, interval: interval, total: pairs.count, unparsed: unparsed)
    }
  }

  /// Agreed, hallucinated and missed of every statement that occurs, the most frequent in the references first.
  public var tallies: [StatementTally] {
    var tallies: [DiagnosticStatement: StatementTally] = [:]
    for pair in pairs {
      for statement in pair.agreed { tallies[statement, default: StatementTally(statement)].agreed += 1 }
      for statement in pair.hallucinated { tallies[statement, default: StatementTally(statement)].hallucinated += 1 }
      for statement in pair.missed { tallies[statement, default: StatementTally(statement)].missed += 1 }
    }
    return tallies.values.sorted {
      ($0.agreed + $0.missed, $1.statement.rawValue) > ($1.agreed + $1.missed, $0.statement.rawValue)
    }
  }
}

/// How often one statement was agreed on, hallucinated and missed.
public struct StatementTally: Equatable, Sendable {
  public let statement: DiagnosticStatement
  public var agreed = 0
  public var hallucinated = 0
  public var missed = 0

  init(_ statement: DiagnosticStatement) { self.statement = statement }

  /// F score of this statement alone.
  public var f1: Double { Double(2 * agreed) / Double(2 * agreed + hallucinated + missed) }
}
