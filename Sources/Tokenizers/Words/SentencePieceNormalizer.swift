/// SentencePiece's own normalization: the character map, blanks collapsed and written as U+2581, one put in front.
struct SentencePieceNormalizer: Equatable, Sendable {
  static let mark: [UInt8] = [0xE2, 0x96, 0x81]
  private static let blank = UInt8(ascii: " ")

  let map: CharacterMap?
  let addsDummyPrefix: Bool
  let removesExtraWhitespace: Bool
  /// Symbols that pass through unchanged.
  let userDefined: ByteTrie

  func rewritten(_ text: UTF8Bytes) -> [UInt8] {
    var position = removesExtraWhitespace ? firstNonBlank(text) : 0
    guard position < text.count else { return [] }
    var result: [UInt8] = []
    result.reserveCapacity(text.count * 3 / 2 + 3)
    if addsDummyPrefix { result += Self.mark }
    var isAfterBlank = removesExtraWhitespace
    while position < text.count {
      position = withPrefix(text, position) { append($0, &isAfterBlank, to: &result) }
      if !removesExtraWhitespace { isAfterBlank = false }
    }
    if removesExtraWhitespace { removeTrailingMarks(&result) }
    return map == nil ? result : CharacterMap.repaired(result)
  }

  @inline(__always)
  private func append(_ piece: ArraySlice<UInt8>, _ isAfterBlank: inout Bool, to result: inout [UInt8]) {
    for byte in piece {
      if byte == Self.blank {
        if isAfterBlank { continue }
        result += Self.mark
      } else {
        isAfterBlank = false
        result.append(byte)
      }
    }
    if let last = piece.last { isAfterBlank = last == Self.blank }
  }

  /// Calls `body` with the replacement of what stands at `position`; the result is where that ends.
  @inline(__always)
  private func withPrefix(_ text: UTF8Bytes, _ position: Int, _ body: (ArraySlice<UInt8>) -> Void) -> Int {
    if let symbol = userDefined.longestMatch(in: text, at: position) {
      body(ArraySlice(text.slice(position..<symbol.end)))
      return symbol.end
    }
    if let match = map?.longestMatch(in: text, at: position) {
      body(match.replacement)
      return match.end
    }
    let end = min(text.count, position + UTF8Length.of(text[position]))
    body(ArraySlice(text.slice(position..<end)))
    return end
  }

  private func firstNonBlank(_ text: UTF8Bytes) -> Int {
    var position = 0
    while position < text.count {
      var isBlank = false
      let end = withPrefix(text, position) { isBlank = $0.elementsEqual([Self.blank]) }
      guard isBlank else { break }
      position = end
    }
    return position
  }

  private func removeTrailingMarks(_ result: inout [UInt8]) {
    while result.count >= 3, result.suffix(3).elementsEqual(Self.mark) { result.removeLast(3) }
  }
}
