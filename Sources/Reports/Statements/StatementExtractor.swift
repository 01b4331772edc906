/// Reads the findings out of a report in English, German or Swedish, by rule: the same text always gives the same
/// statements, and no model is involved.
///
/// Three steps: the phrasebook finds concepts ("st segments", "depressed", "anteroseptal", "cannot rule out"); the
/// grammar joins them to findings (ST + depressed, anteroseptal + infarct); modifiers set certainty and age.
public struct StatementExtractor: Sendable {
  private let phrasebook = Phrasebook(
    RhythmPhrases.all + ConductionPhrases.all + MyocardiumPhrases.all + ModifierPhrases.all)

  /// One phrasebook serves all: building it costs more than reading a thousand reports.
  public static let shared = StatementExtractor()

  private init() {}

  /// Every mention of a finding, in the order of the text.
  public func mentions(in report: String) -> [StatementMention] {
    let words = ReportWords(report)
    return sentences(of: words).flatMap { sentence in
      var grammar = SentenceGrammar(concepts: sentence, words: words)
      return grammar.mentions()
    }
  }

  /// What the report states at least as surely as `atLeast`; a finding that is both stated and denied counts as stated.
  public func statements(in report: String, atLeast: Certainty = .possible) -> Set<DiagnosticStatement> {
    var found: Set<DiagnosticStatement> = []
    for mention in mentions(in: report) where mention.certainty >= atLeast { found.insert(mention.statement) }
    return found
  }

  /// The concepts of each sentence.
  private func sentences(of words: ReportWords) -> [[Phrasebook<Concept>.Find]] {
    var sentences: [[Phrasebook<Concept>.Find]] = []
    var start = 0
    for find in phrasebook.finds(in: words) {
      let begins = sentences.isEmpty || words.words[start...find.words.lowerBound].contains { $0.breakBefore == .stop }
      if begins { sentences.append([]) }
      sentences[sentences.count - 1].append(find)
      start = find.words.upperBound
      if start >= words.words.count { break }
    }
    return sentences
  }
}
