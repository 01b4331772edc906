/// The languages that PTB-XL's reports are written in.
public enum ReportLanguage: String, CaseIterable, Sendable, Codable {
  case english, german, swedish

  /// The language whose telling words occur most often in the text, or nil when none occurs or two are level.
  public static func guess(_ text: String) -> ReportLanguage? {
    var votes: [ReportLanguage: Int] = [:]
    for word in text.lowercased().split(whereSeparator: { !$0.isLetter }) {
      for language in allCases where language.tells(word) { votes[language, default: 0] += 1 }
    }
    guard let most = votes.values.max() else { return nil }
    let winners = votes.filter { $0.value == most }
    return winners.count == 1 ? winners.first?.key : nil
  }

  private func tells(_ word: Substring) -> Bool {
    words.contains(word) || endings.contains { word.count > $0.count + 3 && word.hasSuffix($0) }
  }

  /// Whole words that the other two languages do not use in ECG reports.
  private var words: Set<Substring> {
    switch self {
    case .english: Self.englishWords
    case .german: Self.germanWords
    case .swedish: Self.swedishWords
    }
  }

  /// Word endings that tell the language.
  private var endings: [String] {
    switch self {
    case .english: ["tion", "tions", "ity", "ening", "ment"]
    case .german:
      [
        "rhythmus", "typ", "ung", "block", "lich", "hypertrophie", "kardie", "systole", "systolen", "rythmus", "ierung",
      ]
    case .swedish: ["rytm", "hypertrofi", "kardi", "ning", "ledningar", "ledningarna", "förändring", "takykardi"]
    }
  }

  private static let englishWords: Set<Substring> = [
    "the", "of", "and", "with", "is", "are", "no", "or", "be", "rhythm", "wave", "waves", "left", "right", "axis",
    "ecg", "low", "high", "old", "lead", "leads", "heart", "branch", "bundle", "beat", "beats", "premature", "due",
    "changes", "possible", "probable", "trace", "only", "borderline", "otherwise", "pacemaker", "inverted", "flat",
    "disease", "may", "atrial", "ventricular", "myocardial", "degree", "prolonged", "rate", "tracing",
  ]

  private static let germanWords: Set<Substring> = [
    "der", "die", "das", "und", "mit", "oder", "nicht", "kein", "keine", "ein", "eine", "auf", "für", "fuer", "bei",
    "sonst", "normales", "abnorm", "abnormes", "alt", "alter", "infarkt", "möglich", "moeglich", "wahrscheinlich",
    "verdacht", "ekg", "befund", "grenzbefund", "achse", "linkstyp", "rechtstyp", "lagetyp", "vorhofflimmern",
    "schrittmacher", "pathologisch", "ischämie", "bericht", "arrhythmie", "hebung", "senkung",
  ]

  private static let swedishWords: Set<Substring> = [
    "och", "med", "ej", "inga", "inget", "ingen", "inte", "vid", "såsom", "som", "eller", "vänster", "höger", "el",
    "axel", "eljest", "normalt", "ospecifik", "ospecifikt", "förändring", "förmaksflimmer", "skänkelblock", "infarkt",
    "ålder", "bör", "övervägas", "kan", "uteslutas", "misstänkt", "förlopp", "slag", "hög", "låg", "lätt", "sänkning",
    "höjning", "ischemi", "belastning", "uppgifter", "möjlig", "sannolikt", "extrasystoli", "arytmi", "inkomplett",
  ]
}
