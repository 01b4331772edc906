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

  /// The end of a word that lasts until the next U+2581, or the next run of them.
  @inline(__always)
  func markEnd(_ start: Int, takingRuns: Bool) -> Int {
    var end = start + UTF8Length.of(bytes[start])
    while takingRuns, isMark(start), isMark(end) { end += SentencePieceNormalizer.mark.count }
    while end < bytes.count, !isMark(end) { end += UTF8Length.of(bytes[end]) }
    return end
  }

  /// Whether U+2581 (E2 96 81) stands at `position`.
  @inline(__always)
  private func isMark(_ position: Int) -> Bool {
    position + 2 < bytes.count && bytes[position] == 0xE2 && bytes[position + 1] == 0x96 && bytes[position + 2] == 0x81
  }
}
