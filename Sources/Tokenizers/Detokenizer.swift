/// How the bytes of tokens become text again.
struct Detokenizer: Sendable {
  enum Style: Equatable, Sendable {
    /// Tokens hold the text's own bytes.
    case bytes
    /// U+2581 is a blank; one is taken off the start of the text, or all of them.
    case marks(stripsFirst: Bool, stripsAll: Bool)
    /// A blank stands before every token but the first and the continuations; punctuation is drawn near.
    case words(continuationPrefix: [UInt8]?, cleansUp: Bool)
  }

  let style: Style
  /// The bytes that tokens such as `<0x0A>` stand for.
  var byteOfToken: [Int32: UInt8] = [:]
  /// Texts of tokens that do not stand for their own spelling.
  var surfaces: [Int32: String] = [:]

  /// Appends the bytes for one token; `isAtStart` says that no text came before it.
  func append(_ id: Int32, _ token: [UInt8], isAtStart: inout Bool, to text: inout [UInt8]) {
    if let surface = surfaces[id] {
      text += surface.utf8
      isAtStart = isAtStart && surface.isEmpty
      return
    }
    switch style {
    case .bytes: text += token
    case .marks(let stripsFirst, let stripsAll):
      appendMarked(id, token, stripsFirst, stripsAll, &isAtStart, to: &text)
    case .words(let prefix, let cleansUp):
      let word = Self.word(token, prefix, isAtStart)
      text += cleansUp ? Self.cleanedUp(word) : word
      isAtStart = false
    }
  }

  private func appendMarked(
    _ id: Int32, _ token: [UInt8], _ stripsFirst: Bool, _ stripsAll: Bool, _ isAtStart: inout Bool,
    to text: inout [UInt8]
  ) {
    if let byte = byteOfToken[id] {
      text.append(byte)
      isAtStart = false
      return
    }
    var piece = token[...]
    let mark = SentencePieceNormalizer.mark
    if isAtStart, stripsFirst, piece.starts(with: mark) {
      piece = piece.dropFirst(mark.count)
      isAtStart = stripsAll && piece.isEmpty
    } else if !piece.isEmpty {
      isAtStart = false
    }
    while let first = piece.first {
      let isMark = first == mark[0] && piece.starts(with: mark)
      text.append(isMark ? UInt8(ascii: " ") : first)
      piece = piece.dropFirst(isMark ? mark.count : 1)
    }
  }

  private static func word(_ token: [UInt8], _ prefix: [UInt8]?, _ isAtStart: Bool) -> [UInt8] {
    if isAtStart { return token }
    if let prefix, token.starts(with: prefix) { return Array(token.dropFirst(prefix.count)) }
    return [UInt8(ascii: " ")] + token
  }

  /// The replacements that undo the spacing of English text, in the order of the Python package.
  private static let cleanups = [
    (" .", "."), (" ?", "?"), (" !", "!"), (" ,", ","), (" ' ", "'"), (" n't", "n't"), (" 'm", "'m"),
    (" do not", " don't"), (" 's", "'s"), (" 've", "'ve"), (" 're", "'re"),
  ]

  private static func cleanedUp(_ word: [UInt8]) -> [UInt8] {
    var bytes = word
    for (spaced, plain) in cleanups {
      let step = Normalizer.replace(spaced, with: plain)
      bytes = bytes.withUnsafeBufferPointer(step.rewritten) ?? bytes
    }
    return bytes
  }
}
