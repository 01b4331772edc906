import Reports

/// A score of the diagnostic statements of many reports.
public enum DiagnosisMeasure: String, CaseIterable, Sendable, Codable {
  case microF1 = "diagnosis-f1"
  case macroF1 = "diagnosis-macro-f1"
  case precision = "diagnosis-precision"
  case recall = "diagnosis-recall"
  case accuracy = "statement-accuracy"
  case criticalRecall = "critical-recall"
  case hallucinated = "hallucinated-findings"
  case missed = "missed-findings"

  /// The measure as a metric of the catalog.
  public var metric: Metric {
    switch self {
    case .microF1:
      Metric(
        name: rawValue, displayName: "Diagnosis F1",
        documentation: "Micro-averaged F score of the diagnostic statements that are found in candidate and reference.",
        source: .statements(self))
    case .macroF1:
      Metric(
        name: rawValue, displayName: "Diagnosis macro-F1",
        documentation:
          """
          F score of each statement that occurs, averaged over statements, so that rare findings weigh as \
          much as sinus rhythm.
          """,
        source: .statements(self))
    case .precision:
      Metric(
        name: rawValue, displayName: "Diagnosis precision",
        documentation: "Share of the candidates' statements that the references make.", source: .statements(self))
    case .recall:
      Metric(
        name: rawValue, displayName: "Diagnosis recall",
        documentation: "Share of the references' statements that the candidates make.", source: .statements(self))
    case .accuracy:
      Metric(
        name: rawValue, displayName: "Statement accuracy",
        documentation: "Share of the reports that make just the statements of the reference.", source: .statements(self)
      )
    case .criticalRecall:
      Metric(
        name: rawValue, displayName: "Critical recall",
        documentation:
          """
          Recall of the statements that endanger the patient when missed: infarcts, injury, ST elevation, \
          high-degree block, dangerous rhythms.
          """,
        source: .statements(self))
    case .hallucinated:
      Metric(
        name: rawValue, displayName: "Hallucinated", better: .lower, range: 0...Self.mostFindings,
        documentation: "Statements per report that the reference does not make.", source: .statements(self))
    case .missed:
      Metric(
        name: rawValue, displayName: "Missed", better: .lower, range: 0...Self.mostFindings,
        documentation: "Statements per report of the reference that the candidate does not make.",
        source: .statements(self))
    }
  }

  /// The measure against the codes that the data set gives a record, where those give what it needs.
  var codeMetric: Metric? {
    let name: String
    switch self {
    case .microF1: name = "code-f1"
    case .macroF1: name = "code-macro-f1"
    case .precision: name = "code-precision"
    case .recall: name = "code-recall"
    case .accuracy, .criticalRecall, .hallucinated, .missed: return nil
    }
    return Metric(
      name: name, displayName: metric.displayName.replacing("Diagnosis", with: "Code"),
      documentation: "\(metric.documentation.dropLast()), the reference being the data set's own SCP codes.",
      source: .codes(self))
  }

  private static let mostFindings = Double(DiagnosticStatement.allCases.count)

  /// The statistics of the reports, from which value, interval and tests follow.
  ///
  /// A ratio of nothing is 1 where nothing was got wrong and 0 otherwise: precision is 0 where findings exist and none
  /// is stated, critical recall 1 where no critical finding exists.
  public func statistics(_ pairs: [DiagnosisComparison]) -> PairStatistics {
    switch self {
    case .microF1: counts(pairs) { Self.share(2 * $0[0], of: 2 * $0[0] + $0[1] + $0[2], wrong: 0) }
    case .precision: counts(pairs) { Self.share($0[0], of: $0[0] + $0[1], wrong: $0[2]) }
    case .recall: counts(pairs) { Self.share($0[0], of: $0[0] + $0[2], wrong: $0[1]) }
    case .criticalRecall: counts(pairs.map(\.critical)) { Self.share($0[0], of: $0[0] + $0[2], wrong: 0) }
    case .accuracy: PairStatistics(means: pairs.map { $0.hallucinated.isEmpty && $0.missed.isEmpty ? 1 : 0 })
    case .hallucinated: PairStatistics(means: pairs.map { Double($0.hallucinated.count) })
    case .missed: PairStatistics(means: pairs.map { Double($0.missed.count) })
    case .macroF1: macro(pairs)
    }
  }

  /// Rows of agreed, hallucinated and missed findings.
  private func counts(
    _ pairs: [DiagnosisComparison], _ value: @escaping @Sendable ([Double]) -> Double
  ) -> PairStatistics {
    let rows = pairs.flatMap { [$0.agreed.count, $0.hallucinated.count, $0.missed.count].map(Double.init) }
    return PairStatistics(width: 3, rows: rows) { sums, _ in value(sums) }
  }

  /// Rows of agreed, hallucinated and missed for every statement, so that two systems have rows alike.
  private func macro(_ pairs: [DiagnosisComparison]) -> PairStatistics {
    let statements = DiagnosticStatement.allCases
    let rows = pairs.flatMap { pair in
      statements.flatMap { statement in
        [pair.agreed, pair.hallucinated, pair.missed].map { $0.contains(statement) ? 1.0 : 0 }
      }
    }
    return PairStatistics(width: 3 * statements.count, rows: rows) { sums, _ in Self.macroF1(sums) }
  }

  private static func share(_ part: Double, of all: Double, wrong: Double) -> Double {
    all > 0 ? part / all : wrong == 0 ? 1 : 0
  }

  /// The mean F score of the statements that occur in a sample.
  private static func macroF1(_ sums: [Double]) -> Double {
    let scores = stride(from: 0, to: sums.count, by: 3).compactMap { at -> Double? in
      let all = 2 * sums[at] + sums[at + 1] + sums[at + 2]
      return all > 0 ? 2 * sums[at] / all : nil
    }
    return share(scores.reduce(0, +), of: Double(scores.count), wrong: 0)
  }
}

extension DiagnosisComparison {
  /// The comparison on critical findings alone.
  fileprivate var critical: DiagnosisComparison {
    DiagnosisComparison(
      stated: agreed.union(hallucinated).filter(\.isCritical), true: agreed.union(missed).filter(\.isCritical))
  }
}
