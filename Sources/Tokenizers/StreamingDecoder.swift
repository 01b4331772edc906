/// Decodes ids as they come, and never hands out part of a character.
public struct StreamingDecoder: Sendable {
  private let tokenizer: Tokenizer
  private let skipsSpecialTokens: Bool
  private var pending: [UInt8] = []
  private var isAtStart = true

  public init(_ tokenizer: Tokenizer, skippingSpecialTokens: Bool = true) {
    self.tokenizer = tokenizer
    skipsSpecialTokens = skippingSpecialTokens
  }

  /// The text that became complete with this id.
  public mutating func append(_ id: Int32) -> String {
    append(contentsOf: CollectionOfOne(id))
  }

  /// The text that became complete with these ids.
  public mutating func append(contentsOf ids: some Sequence<Int32>) -> String {
    for id in ids where !(skipsSpecialTokens && tokenizer.isSpecial(id)) {
      guard id >= 0, Int(id) < tokenizer.vocabulary.count else { continue }
      let token = tokenizer.vocabulary.bytes[Int(id)]
      tokenizer.detokenizer.append(id, token, isAtStart: &isAtStart, to: &pending)
    }
    return takeComplete()
  }

  /// The rest: an unfinished character becomes U+FFFD.
  public mutating func finish() -> String {
    defer { pending = [] }
    return String(decoding: pending, as: UTF8.self)
  }

  private mutating func takeComplete() -> String {
    let complete = pending.count - Self.unfinishedLength(pending)
    defer { pending.removeFirst(complete) }
    return String(decoding: pending[..<complete], as: UTF8.self)
  }

  /// How many bytes at the end start a character that later bytes may complete.
  static func unfinishedLength(_ bytes: [UInt8]) -> Int {
    for length in 1...3 where length <= bytes.count {
      let byte = bytes[bytes.count - length]
      if byte & 0xC0 == 0x80 { continue }
      return byte >= 0xC2 && byte < 0xF5 && UTF8Length.of(byte) > length ? length : 0
    }
    return 0
  }
}
