/// A report cut into words: runs of letters and digits, folded so that case, umlauts and hyphens do not matter.
package struct ReportWords: Sendable {
  /// What stands before a word.
  package enum Break: UInt8, Comparable, Sendable {
    case blank
    /// A comma, slash, plus or the like: the phrase may go on.
    case soft
    /// A full stop, semicolon or line's end: the sentence is over.
    case stop

    package static func < (left: Break, right: Break) -> Bool { left.rawValue < right.rawValue }
  }

  package struct Word: Sendable {
    /// The word's place in the report's UTF-8 bytes.
    package let bytes: Range<Int>
    package let breakBefore: Break
    /// Where the folded word stands in `folded`.
    let letters: Range<Int>
  }

  package private(set) var words: [Word] = []
  /// The folded words, one after the other: a-z and 0-9; bytes of other scripts as they are.
  private(set) var folded: [UInt8] = []

  package init(_ report: String) {
    words.reserveCapacity(report.utf8.count / 6)
    folded.reserveCapacity(report.utf8.count)
    var report = report
    report.withUTF8 { cut($0) }
  }

  private mutating func cut(_ text: UnsafeBufferPointer<UInt8>) {
    var index = 0
    var pending = Break.stop
    while index < text.count {
      let start = index
      let lettersStart = folded.count
      while index < text.count, let length = fold(text, at: index) { index += length }
      if index > start {
        words.append(Word(bytes: start..<index, breakBefore: pending, letters: lettersStart..<folded.count))
        pending = .blank
      } else {
        pending = max(pending, endsAbbreviation(at: index, of: text) ? .soft : Self.breakMade(by: text, at: index))
        index += 1
      }
    }
  }

  /// Whether a full stop belongs to an abbreviation ("ventr. extrasystolen") and ends no sentence.
  private func endsAbbreviation(at index: Int, of text: UnsafeBufferPointer<UInt8>) -> Bool {
    guard text[index] == UInt8(ascii: "."), let word = words.last, word.bytes.upperBound == index else { return false }
    return Self.abbreviations.contains(WordHash.of(folded[word.letters]))
  }

  private static let abbreviations = Set(
    [
      "ventr", "intraventr", "supraventr", "mogl", "chron", "path", "unspez", "fragl", "prob", "poss", "ant", "inf",
      "lat", "sept", "incompl", "compl", "kompl", "inkompl", "negat", "biphas", "evtl", "ca", "v",
    ].map { WordHash.of($0.utf8) })

  private static func breakMade(by text: UnsafeBufferPointer<UInt8>, at index: Int) -> Break {
    switch text[index] {
    case UInt8(ascii: "."), UInt8(ascii: "!"), UInt8(ascii: "?"):
      let next = index + 1 < text.count ? text[index + 1] : UInt8(ascii: " ")
      return next <= UInt8(ascii: " ") ? .stop : .soft
    case UInt8(ascii: ";"), UInt8(ascii: "\n"), UInt8(ascii: "\r"): return .stop
    case UInt8(ascii: ","), UInt8(ascii: "/"), UInt8(ascii: "+"), UInt8(ascii: "&"), UInt8(ascii: ":"): return .soft
    default: return .blank
    }
  }

  /// Appends the folded letter at `index` and tells its length in bytes, or nil when no word character stands there.
  private mutating func fold(_ text: UnsafeBufferPointer<UInt8>, at index: Int) -> Int? {
    let byte = text[index]
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"):
      folded.append(byte)
      return 1
    case UInt8(ascii: "A")...UInt8(ascii: "Z"):
      folded.append(byte | 0x20)
      return 1
    case 0xC3 where index + 1 < text.count:
      folded.append(contentsOf: Self.foldedLatin[text[index + 1]] ?? [byte, text[index + 1]])
      return 2
    case 0x80...:
      folded.append(byte)
      return 1
    default: return nil
    }
  }

  /// The second bytes of ä, ö, ü, å, é, ß and their capitals in UTF-8, by the letters that replace them.
  private static let foldedLatin: [UInt8: [UInt8]] = [
    0xA4: Array("a".utf8), 0x84: Array("a".utf8), 0xA5: Array("a".utf8), 0x85: Array("a".utf8),
    0xB6: Array("o".utf8), 0x96: Array("o".utf8), 0xBC: Array("u".utf8), 0x9C: Array("u".utf8),
    0xA9: Array("e".utf8), 0x89: Array("e".utf8), 0x9F: Array("ss".utf8),
  ]
}

/// The 64-bit FNV-1a hash of folded letters, which stands for the word: prefixes come for nothing on the way.
struct WordHash {
  private(set) var value: UInt64 = 0xcbf2_9ce4_8422_2325

  mutating func append(_ letter: UInt8) { value = (value ^ UInt64(letter)) &* 0x0000_0100_0000_01b3 }

  static func of(_ letters: some Sequence<UInt8>) -> UInt64 {
    var hash = WordHash()
    for letter in letters { hash.append(letter) }
    return hash.value
  }
}
