/// Learns a byte-level BPE vocabulary from text, merge for merge as the trainer of Hugging Face's `tokenizers` does.
///
/// The most frequent pair of neighbouring tokens inside words merges first; among equals the pair with the lower ids.
/// The result depends on the texts alone, not on their order or on the number of threads.
public struct BytePairTrainer: Sendable {
  /// How many tokens to learn, the special ones and the 256 bytes included.
  public var vocabularySize: Int
  /// Pairs that occur less often than this are left alone.
  public var minimumFrequency: Int
  /// Special tokens, which get the first ids in this order.
  public var specialTokens: [String]

  public init(vocabularySize: Int, minimumFrequency: Int = 2, specialTokens: [String] = []) {
    self.vocabularySize = vocabularySize
    self.minimumFrequency = minimumFrequency
    self.specialTokens = specialTokens
  }

  /// A tokenizer with the GPT-2 word pattern, learnt from `texts`; the roles name some of `specialTokens`.
  ///
  /// - Throws: `TokenizerError` when the vocabulary has no room for the special tokens and the 256 bytes, or a role
  ///   names no special token.
  public func train(
    on texts: some Sequence<String>, bos: String? = nil, eos: String? = nil, pad: String? = nil
  ) throws -> Tokenizer {
    let reserved = specialTokens.count + 256
    guard vocabularySize >= reserved, vocabularySize <= Vocabulary.mostTokens,
      Set(specialTokens).count == specialTokens.count
    else {
      throw error(
        expected: "a vocabulary of \(reserved) to \(Vocabulary.mostTokens) tokens and distinct special tokens",
        found: "\(vocabularySize) tokens, special ones \(specialTokens)")
    }
    var learner = MergeLearner(words: Self.countWords(in: texts), firstByteToken: specialTokens.count)
    while learner.tokens.count < vocabularySize - specialTokens.count,
      learner.mergeMostFrequentPair(minimumFrequency: max(1, minimumFrequency))
    {}
    return try tokenizer(learner, SpecialTokens(bos: id(bos), eos: id(eos), pad: id(pad)))
  }

  private func error(expected: String, found: String) -> TokenizerError {
    TokenizerError(file: "the trainer's options", place: "the vocabulary", expected: expected, found: found)
  }

  private func id(_ role: String?) throws -> Int32? {
    guard let role else { return nil }
    guard let index = specialTokens.firstIndex(of: role) else {
      throw error(expected: "one of the special tokens \(specialTokens)", found: "\"\(role)\"")
    }
    return Int32(index)
  }

  /// The words of the texts with their counts, in the order of their first appearance.
  private static func countWords(in texts: some Sequence<String>) -> [(bytes: [UInt8], count: Int)] {
    let table = ByteTable()
    var words: [(bytes: [UInt8], count: Int)] = []
    for var text in texts {
      text.withUTF8 { bytes in
        var scanner = WordScanner(bytes, .gpt2)
        while let range = scanner.next() {
          let word = bytes.slice(range)
          let entry = table.insert(word)
          if entry == words.count { words.append((Array(word), 0)) }
          words[entry].count += 1
        }
      }
    }
    return words
  }

  private func tokenizer(_ learner: MergeLearner, _ roles: SpecialTokens) throws -> Tokenizer {
    var vocabulary = Vocabulary(isByteLevel: true, capacity: vocabularySize)
    let added = specialTokens.enumerated().map { AddedToken(id: $0, content: $1, isSpecial: true) }
    for token in added { vocabulary.add(token.content, id: token.id, isPlain: true) }
    for (index, bytes) in learner.tokens.enumerated() {
      vocabulary.add(ByteAlphabet.spelling(of: bytes), id: specialTokens.count + index)
    }
    var merges = PairTable(minimumCapacity: learner.merges.count)
    for (rank, merge) in learner.merges.enumerated() {
      merges.insert(UInt32(merge.left), UInt32(merge.right), UInt32(rank), UInt32(merge.token))
    }
    let model = BytePairModel(
      alphabet: .bytes, merges: merges, byteTokens: vocabulary.byteTokens, unknown: nil, fusesUnknown: false,
      prefersWholeWords: false, remembersWords: true)
    return Tokenizer(
      TokenizerParts(
        vocabulary: vocabulary, model: .bytePair(model), pattern: .gpt2, detokenizer: Detokenizer(style: .bytes),
        addedTokens: added, specialTokens: roles))
  }
}
