/// The scanners of BERT and of SentencePiece-style words.
extension WordScanner {
  /// The next BERT word: blanks are dropped, each punctuation character is a word.
  mutating func nextBERT() -> Range<Int>? {
    while position < bytes.count {
      let (scalarClass, length) = classAt(position)
      guard scalarClass.contains(.whitespace) else { break }
      position += length
    }
    guard position < bytes.count else { return nil }
    let start = position
    while position < bytes.count {
      let (scalarClass, length) = classAt(position)
      if scalarClass.contains(.whitespace) { break }
      if scalarClass.contains(.bertPunctuation) {
        if position == start { position += length }
        break
      }
      position += length
    }
    return start..<position
  }

  /// The end of a word that starts at U+2581 (E2 96 81) or anywhere and ends before the next U+2581.
  func metaspaceEnd(_ start: Int) -> Int {
    var end = start + UTF8Length.of(bytes[start])
    while end < bytes.count {
      if bytes[end] == 0xE2, bytes[end + 1] == 0x96, bytes[end + 2] == 0x81 { break }
      end += UTF8Length.of(bytes[end])
    }
    return end
  }
}
