/// What a pre-tokenizer puts before a stretch of text so that its first word looks like the others.
enum WordPrefix: Equatable, Sendable {
  case none
  /// A blank, unless the stretch starts with one (ByteLevel's `add_prefix_space`).
  case blank
  /// Blanks become U+2581, and one is put in front where the scheme says so (Metaspace).
  case mark(Scheme)

  enum Scheme: String, Sendable {
    case always, first, never
  }

  /// The stretch changed, or nil when it stays as it is; `isFirst` says that the text starts with it.
  func applied(to stretch: UTF8Bytes, isFirst: Bool) -> [UInt8]? {
    switch self {
    case .none: return nil
    case .blank: return stretch.first == UInt8(ascii: " ") || stretch.isEmpty ? nil : [UInt8(ascii: " ")] + stretch
    case .mark(let scheme):
      let mark = SentencePieceNormalizer.mark
      let startsMarked = stretch.first == UInt8(ascii: " ") || stretch.starts(with: mark)
      let isWanted = scheme == .always || scheme == .first && isFirst
      var result: [UInt8] = isWanted && !startsMarked && !stretch.isEmpty ? mark : []
      result.reserveCapacity(stretch.count * 3 / 2)
      for byte in stretch {
        if byte == UInt8(ascii: " ") { result += mark } else { result.append(byte) }
      }
      return result
    }
  }
}
