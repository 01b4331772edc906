/// The base forms that a word may have, as nltk's `_morphy` lists them: one round of suffix rules.
enum Morphy {
  /// The word itself, then its irregular base forms or, if it has none, those that the rules of a part of speech give.
  static func forms(
    of word: [UInt8], _ part: WordNet.PartOfSpeech, _ exceptions: [[UInt8]: [[UInt8]]]
  ) -> [[UInt8]] {
    if let irregular = exceptions[word] { return [word] + irregular }
    let regular = rules(part).filter { word.count >= $0.old.count && word.suffix($0.old.count).elementsEqual($0.old) }
    return [word] + regular.map { word.dropLast($0.old.count) + $0.new }
  }

  private struct Rule: Sendable {
    let old: [UInt8]
    let new: [UInt8]

    init(_ old: String, _ new: String) {
      self.old = Array(old.utf8)
      self.new = Array(new.utf8)
    }
  }

  private static func rules(_ part: WordNet.PartOfSpeech) -> [Rule] {
    switch part {
    case .noun: noun
    case .verb: verb
    case .adjective: adjective
    case .adverb: []
    }
  }

  private static let noun = [
    Rule("s", ""), Rule("ses", "s"), Rule("ves", "f"), Rule("xes", "x"), Rule("zes", "z"), Rule("ches", "ch"),
    Rule("shes", "sh"), Rule("men", "man"), Rule("ies", "y"),
  ]

  private static let verb = [
    Rule("s", ""), Rule("ies", "y"), Rule("es", "e"), Rule("es", ""), Rule("ed", "e"), Rule("ed", ""),
    Rule("ing", "e"), Rule("ing", ""),
  ]

  private static let adjective = [Rule("er", ""), Rule("est", ""), Rule("er", "e"), Rule("est", "e")]
}
