/// Phrases of one or more words with what they mean, found in a report in one pass.
///
/// A phrase's word matches in full, or from its beginning when it ends in "*". Of the phrases that begin at a word the
/// longest counts, and its words are used up. The phrases lie in a trie over word numbers.
struct Phrasebook<Meaning: Sendable>: Sendable {
  /// A phrase found.
  struct Find: Sendable {
    let meaning: Meaning
    let words: Range<Int>
  }

  private var exactNumbers: [UInt64: UInt32] = [:]
  private var stemNumbers: [UInt64: UInt32] = [:]
  private var shortestStem = Int.max
  private var longestStem = 0
  private var children: [UInt64: UInt32] = [:]
  private var meanings: [Meaning?] = [nil]

  /// The book of patterns as `TextPattern` writes them.
  init(_ entries: [(pattern: String, meaning: Meaning)]) {
    for entry in entries {
      for phrase in TextPattern(entry.pattern).all { add(phrase, entry.meaning) }
    }
  }

  private mutating func add(_ phrase: String, _ meaning: Meaning) {
    var node: UInt32 = 0
    for term in phrase.split(separator: " ") {
      let key = UInt64(node) << 32 | UInt64(number(of: term))
      if let child = children[key] {
        node = child
      } else {
        node = UInt32(meanings.count)
        meanings.append(nil)
        children[key] = node
      }
    }
    precondition(meanings[Int(node)] == nil, "the phrase \"\(phrase)\" has two meanings")
    meanings[Int(node)] = meaning
  }

  private mutating func number(of term: Substring) -> UInt32 {
    let isStem = term.last == "*"
    let letters = isStem ? term.dropLast() : term
    let hash = WordHash.of(letters.utf8)
    let next = UInt32(exactNumbers.count + stemNumbers.count)
    guard isStem else {
      let number = exactNumbers[hash] ?? next
      exactNumbers[hash] = number
      return number
    }
    shortestStem = min(shortestStem, letters.utf8.count)
    longestStem = max(longestStem, letters.utf8.count)
    let number = stemNumbers[hash] ?? next
    stemNumbers[hash] = number
    return number
  }

  /// The phrases in a report, from left to right; none crosses the end of a sentence.
  func finds(in report: ReportWords) -> [Find] {
    var numbers: [UInt32] = []
    var starts: [Int] = [0]
    for word in report.words {
      appendNumbers(of: report.folded[word.letters], to: &numbers)
      starts.append(numbers.count)
    }
    var finds: [Find] = []
    var at = 0
    while at < report.words.count {
      guard let (node, end) = longest(from: at, report, numbers, starts), let meaning = meanings[Int(node)] else {
        at += 1
        continue
      }
      finds.append(Find(meaning: meaning, words: at..<end))
      at = end
    }
    return finds
  }

  /// The numbers of the terms that a word matches.
  private func appendNumbers(of letters: ArraySlice<UInt8>, to numbers: inout [UInt32]) {
    var hash = WordHash()
    var length = 0
    for letter in letters {
      hash.append(letter)
      length += 1
      if length >= shortestStem, length <= longestStem, let number = stemNumbers[hash.value] { numbers.append(number) }
    }
    if let number = exactNumbers[hash.value] { numbers.append(number) }
  }

  private func longest(
    from start: Int, _ report: ReportWords, _ numbers: [UInt32], _ starts: [Int]
  ) -> (node: UInt32, end: Int)? {
    var best: (node: UInt32, end: Int)?
    func walk(_ node: UInt32, _ at: Int) {
      if meanings[Int(node)] != nil, at >= best?.end ?? 1 { best = (node, at) }
      guard at < report.words.count, at == start || report.words[at].breakBefore != .stop else { return }
      for number in numbers[starts[at]..<starts[at + 1]] {
        if let child = children[UInt64(node) << 32 | UInt64(number)] { walk(child, at + 1) }
      }
    }
    walk(0, start)
    return best
  }
}
