/// Porter's suffix stripping (Porter, 1980) in the variant that nltk's `PorterStemmer` uses by default.
///
/// Its departures from the paper: a table of irregular words, "ies" and "ied" of four-letter words keep their "e", "y"
/// becomes "i" only after a consonant, "alli" is applied before all else of its step, and words of one or two letters
/// stay.
enum PorterStemmer {
  /// The stem of a lower-case word.
  static func stem(_ word: [UInt32]) -> [UInt32] {
    if let irregular = irregular[word] { return irregular }
    if word.count <= 2 { return word }
    var word = PorterWord(word)
    word.removePlural()
    word.removePastAndProgressive()
    word.turnFinalYIntoI()
    word.reduceDoubleSuffix()
    word.apply(PorterRules.third)
    word.apply(PorterRules.fourth)
    word.removeFinalE()
    if word.ends("ll"), PorterWord(word.letters.dropLast()).measure > 1 { word.letters.removeLast() }
    return word.letters
  }

  private static let irregular: [[UInt32]: [UInt32]] = {
    let forms = [
      "sky": ["sky", "skies"], "die": ["dying"], "lie": ["lying"], "tie": ["tying"], "news": ["news"],
      "inning": ["innings", "inning"], "outing": ["outings", "outing"], "canning": ["cannings", "canning"],
      "howe": ["howe"], "proceed": ["proceed"], "exceed": ["exceed"], "succeed": ["succeed"],
    ]
    var table: [[UInt32]: [UInt32]] = [:]
    for (stem, words) in forms {
      for word in words { table[PythonText.scalars(word)] = PythonText.scalars(stem) }
    }
    return table
  }()
}

/// The suffix rules of Porter's steps 2 to 4.
enum PorterRules {
  /// A suffix, what takes its place, and the least measure that what is left must exceed.
  struct Rule: Sendable {
    let suffix: [UInt32]
    let replacement: [UInt32]
    let measureAbove: Int
    /// How many letters of the suffix count to what is measured.
    var keptInMeasure = 0
    /// If not empty, one of these must come before the suffix.
    var after: [UInt32] = []

    init(_ suffix: String, _ replacement: String, above measure: Int, kept: Int = 0, after: String = "") {
      self.suffix = PythonText.scalars(suffix)
      self.replacement = PythonText.scalars(replacement)
      measureAbove = measure
      keptInMeasure = kept
      self.after = PythonText.scalars(after)
    }
  }

  static let second: [Rule] =
    [
      ("ational", "ate"), ("tional", "tion"), ("enci", "ence"), ("anci", "ance"), ("izer", "ize"), ("bli", "ble"),
      ("alli", "al"), ("entli", "ent"), ("eli", "e"), ("ousli", "ous"), ("ization", "ize"), ("ation", "ate"),
      ("ator", "ate"), ("alism", "al"), ("iveness", "ive"), ("fulness", "ful"), ("ousness", "ous"), ("aliti", "al"),
      ("iviti", "ive"), ("biliti", "ble"), ("fulli", "ful"),
    ].map { Rule($0.0, $0.1, above: 0) } + [Rule("logi", "log", above: 0, kept: 1)]

  static let third: [Rule] = [
    ("icate", "ic"), ("ative", ""), ("alize", "al"), ("iciti", "ic"), ("ical", "ic"), ("ful", ""), ("ness", ""),
  ].map { Rule($0.0, $0.1, above: 0) }

  static let fourth: [Rule] =
    ["al", "ance", "ence", "er", "ic", "able", "ible", "ant", "ement", "ment", "ent"].map { Rule($0, "", above: 1) }
    + [Rule("ion", "", above: 1, after: "st")]
    + ["ou", "ism", "ate", "iti", "ous", "ive", "ize"].map { Rule($0, "", above: 1) }
}
