/// Why a report is not used for training.
public enum ReportRejection: Error, Equatable, Hashable, Sendable, CustomStringConvertible {
  /// Nothing was left, or the report was "nan", as exports of empty cells write it.
  case empty
  /// Fewer words than the rule asks for.
  case tooShort(words: Int, fewest: Int)

  public var description: String {
    switch self {
    case .empty: "the report holds no text"
    case .tooShort(let words, let fewest): "the report has \(words) words, and at least \(fewest) are needed"
    }
  }
}

/// The rules that make a raw report into training text (paper 5.1): no "nan", no sentence that is only numbers, no
/// report of fewer than five words; EKG becomes ECG; "*", "=" and "-" go from both ends of each sentence.
///
/// PTB-XL's originals carry two things that are not part of the report: a device stamp ("4.46 unbestätigter bericht")
/// and the annotators' later edits ("Edit: ..."), which name the very codes to be predicted. Both are cut.
public struct ReportCleaning: Equatable, Sendable, Codable {
  /// Whether the text becomes lower case, as in the released code.
  public var lowercases: Bool
  /// Reports with fewer words than this are rejected; 5 in the paper.
  public var fewestWords: Int

  public init(lowercases: Bool = false, fewestWords: Int = 5) {
    self.lowercases = lowercases
    self.fewestWords = fewestWords
  }

  /// The clean text of one report.
  /// - Throws: `ReportRejection` when the rules leave too little.
  public func cleaned(_ report: String) throws(ReportRejection) -> String {
    try accepted(Self.withoutAnnotations(Self.umlautsMended(report)).sentences().compactMap(Self.cleanedSentence))
  }

  /// The text of a MIMIC-IV-ECG row: its `report_0` to `report_17` joined with ". ".
  /// - Throws: `ReportRejection` when the rules leave too little.
  public func joined(_ statements: [String]) throws(ReportRejection) -> String {
    try accepted(statements.compactMap(Self.cleanedSentence))
  }

  private func accepted(_ sentences: [String]) throws(ReportRejection) -> String {
    var text = sentences.joined(separator: ". ")
    guard !text.isEmpty else { throw .empty }
    let words = text.split(separator: " ").count
    guard words >= fewestWords else { throw .tooShort(words: words, fewest: fewestWords) }
    if sentences.count > 1, text.last?.isPunctuation == false { text += "." }
    return lowercases ? text.lowercased() : text
  }

  /// One sentence without decoration, or nil when nothing was said in it.
  static func cleanedSentence(_ raw: String) -> String? {
    let words = raw.split(whereSeparator: \.isWhitespace)
    var sentence = words.map(Self.renamed).joined(separator: " ")[...]
    while let first = sentence.first, decoration.contains(first) { sentence.removeFirst() }
    while let last = sentence.last, decoration.contains(last) || last == "." { sentence.removeLast() }
    let says = sentence.contains(where: \.isLetter) && sentence.lowercased() != "nan"
    return says ? String(sentence) : nil
  }

  private static let decoration: Set<Character> = ["*", "=", "-", " "]

  /// The German "EKG" in English letters, with its case; compounds such as "EKG-Befund" too.
  private static func renamed(_ word: Substring) -> String {
    guard word.count >= 3, word.prefix(3).lowercased() == "ekg", word.dropFirst(3).first?.isLetter != true else {
      return String(word)
    }
    return (word.prefix(3) == "EKG" ? "ECG" : word.first == "E" ? "Ecg" : "ecg") + word.dropFirst(3)
  }

  /// PTB-XL lower-cased its reports in ASCII only, which left capital umlauts inside words ("mÖglich").
  private static func umlautsMended(_ text: String) -> String {
    guard text.contains(where: Self.capitalUmlauts.contains) else { return text }
    var previous: Character = " "
    return String(
      text.map { character in
        defer { previous = character }
        let inside = previous.isLowercase && Self.capitalUmlauts.contains(character)
        return inside ? Character(character.lowercased()) : character
      })
  }

  private static let capitalUmlauts: Set<Character> = ["Ä", "Ö", "Ü", "Å"]

  /// The text before the annotators' edits and before the device stamp, which PTB-XL cuts at any letter ("unbestät").
  private static func withoutAnnotations(_ text: String) -> String {
    var words = text.split(whereSeparator: \.isWhitespace)
    if let edit = words.firstIndex(of: "Edit:") { words.removeSubrange(edit...) }
    if let stamp = words.lastIndex(where: { $0 == deviceVersion }), stamp + 3 >= words.count {
      words.removeSubrange(stamp...)
    }
    return words.joined(separator: " ")
  }

  /// The analysis programme's version, printed before "unbestätigter bericht" (unconfirmed report).
  private static let deviceVersion = "4.46"
}

extension String {
  /// The sentences: ended by a full stop, exclamation or question mark before white space, or by a line's end.
  package func sentences() -> [String] {
    var found: [String] = []
    var current = ""
    var iterator = makeIterator()
    var next = iterator.next()
    while let character = next {
      next = iterator.next()
      let ends = character.isNewline || (".!?".contains(character) && next?.isWhitespace != false)
      if !ends || character == "!" || character == "?" { current.append(character) }
      if ends {
        found.append(current)
        current = ""
      }
    }
    return found + [current]
  }
}
