import Reports

/// What a generated report gets right and wrong of one patient's findings.
public struct DiagnosisComparison: Equatable, Sendable {
  /// Findings that both state.
  public let agreed: Set<DiagnosticStatement>
  /// Findings of the generated report that the reference does not have.
  public let hallucinated: Set<DiagnosticStatement>
  /// Findings of the reference that the generated report does not state.
  public let missed: Set<DiagnosticStatement>

  /// Compares stated findings with true ones.
  public init(stated: Set<DiagnosticStatement>, true reference: Set<DiagnosticStatement>) {
    agreed = stated.intersection(reference)
    hallucinated = stated.subtracting(reference)
    missed = reference.subtracting(stated)
  }

  /// Compares a generated report with the reference report; nil, an answer that could not be parsed, states nothing.
  public init(candidate: String?, reference: String, atLeast certainty: Certainty = .possible) {
    let extractor = StatementExtractor.shared
    self.init(
      stated: candidate.map { extractor.statements(in: $0, atLeast: certainty) } ?? [],
      true: extractor.statements(in: reference, atLeast: certainty))
  }

  /// Compares a generated report with the SCP codes of PTB-XL, by `PTBXLConvention`: statements that its annotators do
  /// not code reliably count on neither side, codes that are not PTB-XL's are left out.
  public init(candidate: String?, codes: Set<String>, atLeast certainty: Certainty = .possible) {
    let stated = candidate.map { StatementExtractor.shared.statements(in: $0, atLeast: certainty) } ?? []
    let coded = PTBXLConvention.codes(for: stated).compactMap(DiagnosticStatement.init(scpCode:))
    let given = codes.compactMap(DiagnosticStatement.init(scpCode:))
    self.init(
      stated: Set(coded).subtracting(PTBXLConvention.unreliable),
      true: Set(given).subtracting(PTBXLConvention.unreliable))
  }

  /// F score of this report alone; 1 where there is nothing to find and nothing was stated.
  public var f1: Double {
    let all = 2 * agreed.count + hallucinated.count + missed.count
    return all == 0 ? 1 : Double(2 * agreed.count) / Double(all)
  }
}
