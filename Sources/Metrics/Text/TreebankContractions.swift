/// The colloquial words that the Penn Treebank splits in two, such as "cannot" and "gonna".
enum TreebankContractions {
  /// The first part, the second part, and what must follow.
  private struct Contraction: Sendable {
    enum Following: Sendable { case wordBoundary, space }

    let first: StaticString
    let second: StaticString
    var following = Following.wordBoundary
  }

  private static let words = [
    Contraction(first: "can", second: "not"), Contraction(first: "d", second: "'ye"),
    Contraction(first: "gim", second: "me"), Contraction(first: "gon", second: "na"),
    Contraction(first: "got", second: "ta"), Contraction(first: "lem", second: "me"),
    Contraction(first: "more", second: "'n"), Contraction(first: "wan", second: "na", following: .space),
  ]

  private static let afterBlank = [
    Contraction(first: "'t", second: "is"), Contraction(first: "'t", second: "was"),
  ]

  /// The text with a blank inside and around each of them.
  static func split(_ text: [UInt32]) -> [UInt32] {
    var text = text
    for contraction in candidates(text) { text = split(text, contraction, afterBlank: false) }
    if text.contains(0x27) {
      for contraction in afterBlank { text = split(text, contraction, afterBlank: true) }
    }
    return text
  }

  /// Those whose first part begins some word of the text.
  private static func candidates(_ text: [UInt32]) -> [Contraction] {
    var first: UInt32 = 0
    for position in text.indices where position == 0 || !PythonText.isWord(text[position - 1]) {
      let letter = text[position] | 0x20
      if letter >= 0x61 && letter <= 0x7A { first |= 1 << (letter - 0x61) }
    }
    return words.filter { word in
      word.first.withUTF8Buffer { first >> (UInt32($0[0]) - 0x61) & 1 == 1 } && occurs(word, text)
    }
  }

  private static func occurs(_ word: Contraction, _ text: [UInt32]) -> Bool {
    text.indices.contains { text.has(word.first, at: $0, ignoringCase: true) && matches(word, text, at: $0) }
  }

  private static func split(_ text: [UInt32], _ word: Contraction, afterBlank: Bool) -> [UInt32] {
    TreebankWords.rewritten(text) { position, output in
      let start = position + (afterBlank ? 1 : 0)
      let mayStart = afterBlank ? text[position] == 0x20 : !text.isWord(at: position - 1)
      guard mayStart, matches(word, text, at: start) else { return 0 }
      let middle = start + word.first.utf8CodeUnitCount
      let end = middle + word.second.utf8CodeUnitCount
      output += [0x20] + text[start..<middle] + [0x20] + text[middle..<end] + [0x20]
      return end - position
    }
  }

  private static func matches(_ word: Contraction, _ text: [UInt32], at start: Int) -> Bool {
    let middle = start + word.first.utf8CodeUnitCount
    let end = middle + word.second.utf8CodeUnitCount
    guard text.has(word.first, at: start, ignoringCase: true), text.has(word.second, at: middle, ignoringCase: true)
    else { return false }
    switch word.following {
    case .wordBoundary: return !text.isWord(at: end)
    case .space: return text.indices.contains(end) && PythonText.isSpace(text[end])
    }
  }
}
