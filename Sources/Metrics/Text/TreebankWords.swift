/// nltk's `NLTKWordTokenizer`: a text with blanks set where its words end, after the Penn Treebank's conventions.
///
/// The original is a list of substitutions applied in order; each has its function here, in that order, and is passed
/// over where the character that triggers it does not occur.
enum TreebankWords {
  /// The text with blanks between its words.
  static func spaced(_ text: [UInt32]) -> [UInt32] {
    let present = CharacterSet(of: text)
    var text = text
    startingQuotes(&text, present)
    punctuation(&text, present)
    if present.contains("()[]{}<>") { text = surrounded(text) { $0.isOne(of: "()[]{}<>") } }
    if present.contains("-") { text = surrounded(text, pairsOf: "-") }
    text.insert(0x20, at: 0)
    text.append(0x20)
    endingQuotes(&text, present)
    return TreebankContractions.split(text)
  }

  private static func startingQuotes(_ text: inout [UInt32], _ present: CharacterSet) {
    if present.hasNonASCII || present.contains("`") {
      text = surroundedRuns(text, of: "`", least: 1) {
        $0 == 0xAB || $0 == 0x201C || $0 == 0x2018 || $0 == 0x201E
      }
    }
    guard present.contains("\"'`") else { return }
    if text.first?.isOne(of: "\"") == true { text.replaceSubrange(0...0, with: [0x60, 0x60]) }
    text = surrounded(text, pairsOf: "`")
    text = openedQuotes(text)
    text = separatedApostrophes(text)
  }

  private static func punctuation(_ text: inout [UInt32], _ present: CharacterSet) {
    if present.contains(".") { separateFinalPeriod(&text) }
    if present.contains(":,") { text = separatedCommas(text) }
    if present.contains(".") { text = surroundedRuns(text, of: ".", least: 2) { _ in false } }
    if present.contains(";@#$%&") || present.hasNonASCII {
      text = surrounded(text) { $0.isOne(of: ";@#$%&") || (0x2012...0x2015).contains($0) }
    }
    if present.contains("?!") { text = surrounded(text) { $0.isOne(of: "?!") } }
    if present.contains("'") { text = separatedClosingApostrophes(text) }
    if present.contains("*") { text = surrounded(text) { $0.isOne(of: "*") } }
  }

  private static func endingQuotes(_ text: inout [UInt32], _ present: CharacterSet) {
    if present.hasNonASCII { text = surrounded(text) { $0 == 0xBB || $0 == 0x201D || $0 == 0x2019 } }
    guard present.contains("\"'") else { return }
    text = surrounded(text, pairsOf: "'")
    text = replaced(text)
    text = collapsedSpaces(text)
    text = separatedClitics(text, clitics: ["'s", "'S", "'m", "'M", "'d", "'D", "'"])
    text = separatedClitics(text, clitics: ["'ll", "'LL", "'re", "'RE", "'ve", "'VE", "n't", "N'T"])
  }

  /// `([ \(\[{<])("|'{2})` becomes the first group and " `` ".
  private static func openedQuotes(_ text: [UInt32]) -> [UInt32] {
    rewritten(text) { position, output in
      guard text[position].isOne(of: " ([{<") else { return 0 }
      let length = text.has("\"", at: position + 1) ? 1 : text.has("''", at: position + 1) ? 2 : 0
      guard length > 0 else { return 0 }
      output.append(text[position])
      output.append(contentsOf: [0x20, 0x60, 0x60, 0x20])
      return length + 1
    }
  }

  /// An apostrophe before a word, but not after one and not one that begins a clitic, gets a blank after it.
  private static func separatedApostrophes(_ text: [UInt32]) -> [UInt32] {
    rewritten(text) { position, output in
      guard text[position].isOne(of: "'"), position + 1 < text.count, PythonText.isWord(text[position + 1]) else {
        return 0
      }
      guard position == 0 || !PythonText.isWord(text[position - 1]) else { return 0 }
      let clitic = ["re", "ve", "ll", "m", "t", "s", "d", "n"].contains {
        text.has($0, at: position + 1, ignoringCase: true)
          && !text.isWord(at: position + 1 + $0.utf8CodeUnitCount)
      }
      guard !clitic else { return 0 }
      output.append(contentsOf: [0x27, 0x20])
      return 1
    }
  }

  /// The last period of the text, if only closing marks and white space follow, stands alone.
  private static func separateFinalPeriod(_ text: inout [UInt32]) {
    guard let period = text.lastIndex(of: 0x2E), period > 0, text[period - 1] != 0x2E else { return }
    let closers = text[(period + 1)...].prefix {
      $0.isOne(of: "])}>\"' ") || $0 == 0xBB || $0 == 0x201D || $0 == 0x2019
    }
    guard text[closers.endIndex...].allSatisfy(PythonText.isSpace) else { return }
    let closing = Array(closers)
    text.removeSubrange(period...)
    text.append(contentsOf: [0x20, 0x2E, 0x20])
    text.append(contentsOf: closing)
    text.append(0x20)
  }

  /// A comma or colon stands alone unless a digit follows; two characters are consumed at a time, as by the original.
  private static func separatedCommas(_ text: [UInt32]) -> [UInt32] {
    let separated = rewritten(text) { position, output in
      guard text[position].isOne(of: ":,"), position + 1 < text.count, !PythonText.isDigit(text[position + 1]) else {
        return 0
      }
      output.append(contentsOf: [0x20, text[position], 0x20, text[position + 1]])
      return 2
    }
    let last = separated.count - (separated.last == 0x0A ? 2 : 1)
    guard last >= 0, separated[last].isOne(of: ":,") else { return separated }
    return separated[..<last] + [0x20, separated[last], 0x20] + separated[(last + 1)...]
  }

  /// `([^'])' ` becomes the first group and " ' ".
  private static func separatedClosingApostrophes(_ text: [UInt32]) -> [UInt32] {
    rewritten(text) { position, output in
      guard !text[position].isOne(of: "'"), text.has("' ", at: position + 1) else { return 0 }
      output.append(contentsOf: [text[position], 0x20, 0x27, 0x20])
      return 3
    }
  }

  /// Double quotes become " '' ".
  private static func replaced(_ text: [UInt32]) -> [UInt32] {
    rewritten(text) { position, output in
      guard text[position].isOne(of: "\"") else { return 0 }
      output.append(contentsOf: [0x20, 0x27, 0x27, 0x20])
      return 1
    }
  }

  private static func collapsedSpaces(_ text: [UInt32]) -> [UInt32] {
    var result: [UInt32] = []
    result.reserveCapacity(text.count)
    for scalar in text {
      if !PythonText.isSpace(scalar) { result.append(scalar) } else if result.last != 0x20 { result.append(0x20) }
    }
    return result
  }

  /// A clitic that ends a word is set apart from it.
  private static func separatedClitics(_ text: [UInt32], clitics: [StaticString]) -> [UInt32] {
    rewritten(text) { position, output in
      guard !text[position].isOne(of: "' "), text[position...].dropFirst().prefix(2).contains(0x27) else { return 0 }
      for clitic in clitics where text.has(clitic, at: position + 1) {
        let end = position + 1 + clitic.utf8CodeUnitCount
        guard text.has(" ", at: end) else { continue }
        output.append(contentsOf: [text[position], 0x20])
        output.append(contentsOf: text[position + 1...end])
        return end + 1 - position
      }
      return 0
    }
  }
}
