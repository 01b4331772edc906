import Foundation

/// Reads tiktoken's rank files, one line per token: its bytes in base64, a blank, its rank.
struct RankFile {
  /// The special tokens that LLaMA-3 puts after the ranks (llama-models, tokenizer.py), before the reserved ones.
  private static let llama3Named = [
    "<|begin_of_text|>", "<|end_of_text|>", "<|reserved_special_token_0|>", "<|reserved_special_token_1|>",
    "<|finetune_right_pad_id|>", "<|step_id|>", "<|start_header_id|>", "<|end_header_id|>", "<|eom_id|>", "<|eot_id|>",
    "<|python_tag|>",
  ]
  private static let llama3SpecialCount = 256

  static var llama3SpecialTokens: [String] {
    llama3Named + (2..<llama3SpecialCount - llama3Named.count + 2).map { "<|reserved_special_token_\($0)|>" }
  }

  /// Whether the bytes look like a rank file: text whose first line is base64, a blank and a number.
  static func isRankFile(_ bytes: [UInt8]) -> Bool {
    let line = bytes.prefix { $0 != 0x0A }.prefix(1024)
    let parts = line.split(separator: 0x20)
    return parts.count == 2 && decoded(parts[0]) != nil && Int(String(decoding: parts[1], as: UTF8.self)) != nil
  }

  private static func decoded(_ base64: some Sequence<UInt8>) -> [UInt8]? {
    Data(base64Encoded: Data(base64)).map { Array($0) }
  }

  /// The tokens in the order of their ranks.
  ///
  /// - Throws: `TokenizerError` with the line that is malformed or out of order.
  static func tokens(_ bytes: [UInt8], file: String) throws -> [[UInt8]] {
    var tokens: [[UInt8]] = []
    let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
    for (index, line) in lines.enumerated() where !line.isEmpty {
      let parts = line.split(separator: 0x20)
      guard parts.count == 2, let token = decoded(parts[0]), !token.isEmpty,
        Int(String(decoding: parts[1], as: UTF8.self)) == tokens.count
      else {
        throw TokenizerError(
          file: file, place: "line \(index + 1)", expected: "a token in base64, a blank and the rank \(tokens.count)",
          found: "\"\(String(decoding: line.prefix(60), as: UTF8.self))\"")
      }
      tokens.append(token)
    }
    return tokens
  }
}

extension Tokenizer {
  /// Reads LLaMA-3's tokenizer.model: base64 ranks, LLaMA-3's word pattern, its 256 special tokens after the ranks.
  ///
  /// - Throws: `TokenizerError` with the malformed line.
  public init(llama3Ranks bytes: [UInt8], name: String) throws {
    let tokens = try RankFile.tokens(bytes, file: name)
    var vocabulary = Vocabulary(isByteLevel: true, capacity: tokens.count)
    for (rank, token) in tokens.enumerated() { vocabulary.add(ByteAlphabet.spelling(of: token), id: rank) }
    let merges = MergeTableBuilder.table(ranks: tokens.indices.map { UInt32($0) }, vocabulary)
    let byteTokens = vocabulary.byteTokens
    let added = RankFile.llama3SpecialTokens.enumerated().map {
      AddedToken(id: tokens.count + $0, content: $1, isSpecial: true)
    }
    for token in added { vocabulary.add(token.content, id: token.id, isPlain: true) }
    func id(_ name: String) -> Int32? { added.first { $0.content == name }.map { Int32($0.id) } }
    let roles = SpecialTokens(
      bos: id("<|begin_of_text|>"), eos: id("<|end_of_text|>"), pad: id("<|finetune_right_pad_id|>"))
    let model = BytePairModel(
      alphabet: .bytes, merges: merges, byteTokens: byteTokens, unknown: nil, fusesUnknown: false,
      prefersWholeWords: true, remembersWords: true)
    self.init(
      TokenizerParts(
        vocabulary: vocabulary, model: .bytePair(model), pattern: .tiktoken(digits: 3),
        detokenizer: Detokenizer(style: .bytes), addedTokens: added, specialTokens: roles,
        template: (roles.bos.map { [$0] } ?? [], [])))
  }
}
