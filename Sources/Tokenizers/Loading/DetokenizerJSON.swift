import JSON

/// The `decoder` section of tokenizer.json.
struct DetokenizerJSON {
  private let section: JSONValue?

  init(_ json: TokenizerJSON) { section = json.root["decoder"] }

  /// The decoder itself, or the steps of a sequence.
  private var steps: [JSONValue] {
    guard let section, !section.isNull else { return [] }
    return section["decoders"]?.array ?? [section]
  }

  private func step(_ type: String) -> JSONValue? { steps.first { $0["type"]?.string == type } }

  var isByteLevel: Bool { step("ByteLevel") != nil }

  func detokenizer(_ vocabulary: Vocabulary) -> Detokenizer {
    var detokenizer = Detokenizer(style: style(vocabulary))
    guard step("ByteFallback") != nil else { return detokenizer }
    for (byte, id) in vocabulary.fallbackTokens.enumerated() where id >= 0 {
      detokenizer.byteOfToken[id] = UInt8(byte)
    }
    return detokenizer
  }

  private func style(_ vocabulary: Vocabulary) -> Detokenizer.Style {
    if vocabulary.isByteLevel { return .bytes }
    if let pieces = step("WordPiece") {
      let prefix = pieces["prefix"]?.string ?? WordPieceLoader.continuationPrefix
      return .words(continuationPrefix: Array(prefix.utf8), cleansUp: pieces["cleanup"]?.bool ?? true)
    }
    if let metaspace = step("Metaspace") {
      let isNever = metaspace["prepend_scheme"]?.string == "never" || metaspace["add_prefix_space"]?.bool == false
      return .marks(stripsFirst: !isNever, stripsAll: false)
    }
    if step("Replace") != nil { return .marks(stripsFirst: step("Strip") != nil, stripsAll: false) }
    return .words(continuationPrefix: nil, cleansUp: false)
  }
}
