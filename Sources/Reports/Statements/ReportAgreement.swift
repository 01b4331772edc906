/// Which words of a generated report state what the reference states, for samples with the agreement highlighted (paper
/// figures 7 to 10).
public enum ReportAgreement: Sendable, Equatable {
  /// Part of a finding that the reference has too.
  case agreed
  /// Part of a finding that the reference does not have.
  case hallucinated
  /// No finding.
  case plain

  /// A stretch of text of one kind.
  public struct Span: Equatable, Sendable {
    public let text: String
    public let agreement: ReportAgreement
  }

  /// The generated report cut into spans; joined, they give the report again.
  public static func spans(
    generated: String, reference: String, atLeast certainty: Certainty = .possible
  ) -> [Span] {
    let extractor = StatementExtractor.shared
    let stated = extractor.statements(in: reference, atLeast: certainty)
    let words = ReportWords(generated).words
    var kinds = [ReportAgreement](repeating: .plain, count: generated.utf8.count)
    for mention in extractor.mentions(in: generated) where mention.certainty >= certainty {
      let bytes =
        words[mention.words.lowerBound].bytes.lowerBound..<words[mention.words.upperBound - 1].bytes.upperBound
      let kind: ReportAgreement = stated.contains(mention.statement) ? .agreed : .hallucinated
      for byte in bytes where kinds[byte] != .agreed { kinds[byte] = kind }
    }
    return runs(of: kinds, in: Array(generated.utf8))
  }

  private static func runs(of kinds: [ReportAgreement], in bytes: [UInt8]) -> [Span] {
    var spans: [Span] = []
    var start = 0
    for end in kinds.indices.map({ $0 + 1 }) where end == kinds.count || kinds[end] != kinds[start] {
      spans.append(Span(text: String(decoding: bytes[start..<end], as: UTF8.self), agreement: kinds[start]))
      start = end
    }
    return spans
  }
}
