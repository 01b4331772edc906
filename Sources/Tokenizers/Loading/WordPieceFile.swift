extension Tokenizer {
  /// Reads BERT's vocab.txt, one token a line; texts are lower-cased and stripped of accents unless `isCased`.
  ///
  /// - Throws: `TokenizerError` when `[UNK]`, `[CLS]` or `[SEP]` is missing.
  public init(wordPieces bytes: [UInt8], name: String, isCased: Bool = false) throws {
    var lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
    if lines.last?.isEmpty == true { lines.removeLast() }
    let tokens = lines.map { line in
      String(decoding: line.last == 0x0D ? line.dropLast() : line, as: UTF8.self)
    }
    self = try WordPieceLoader(tokens: tokens, name: name, isCased: isCased).tokenizer()
  }
}

/// Makes a BERT tokenizer of a list of tokens.
struct WordPieceLoader {
  static let continuationPrefix = "##"
  static let longestWord = 100

  let tokens: [String]
  let name: String
  let isCased: Bool

  func tokenizer() throws -> Tokenizer {
    var vocabulary = Vocabulary(isByteLevel: false, capacity: tokens.count)
    for (id, token) in tokens.enumerated() { vocabulary.add(token, id: id) }
    let special = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"].compactMap { token in
      vocabulary.id(spelled: token).map { AddedToken(id: Int($0), content: token, isSpecial: true) }
    }
    let unknown = try required("[UNK]", vocabulary)
    let begin = try required("[CLS]", vocabulary)
    let end = try required("[SEP]", vocabulary)
    return Tokenizer(
      TokenizerParts(
        vocabulary: vocabulary,
        model: .wordPiece(
          WordPieceModel(
            vocabulary, continuationPrefix: Self.continuationPrefix, unknown: unknown, longestWord: Self.longestWord)),
        normalizer: .bert(BERTNormalizer(stripsAccents: !isCased, lowercases: !isCased)), pattern: .bert,
        detokenizer: Detokenizer(
          style: .words(continuationPrefix: Array(Self.continuationPrefix.utf8), cleansUp: true)),
        addedTokens: special,
        specialTokens: SpecialTokens(bos: begin, eos: end, pad: vocabulary.id(spelled: "[PAD]"), unk: unknown),
        template: ([begin], [end])))
  }

  private func required(_ token: String, _ vocabulary: Vocabulary) throws -> Int32 {
    guard let id = vocabulary.id(spelled: token) else {
      throw TokenizerError(file: name, place: "the tokens", expected: "the token \(token)", found: "none")
    }
    return id
  }
}
