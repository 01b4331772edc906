/// A tokenizer as it stands in the metadata of a GGUF file (`tokenizer.ggml.*`, GGUF v3).
public struct GGUFVocabulary: Sendable {
  /// `tokenizer.ggml.model`: `llama` (SentencePiece BPE), `gpt2` (byte-level BPE), `t5` (unigram) or `bert`
  /// (WordPiece).
  public var model: String
  /// `tokenizer.ggml.pre`: the word pattern of byte-level BPE.
  public var preTokenizer: String?
  /// `tokenizer.ggml.tokens`, by id.
  public var tokens: [String]
  /// `tokenizer.ggml.scores`, `token_type` and `merges`; empty where the file has none.
  public var scores: [Float] = []
  public var types: [Int32] = []
  public var merges: [String] = []
  /// `tokenizer.ggml.precompiled_charsmap`.
  public var charactersMap: [UInt8] = []
  /// `bos_token_id`, `eos_token_id`, `padding_token_id` and `unknown_token_id`.
  public var specialTokens = SpecialTokens()
  /// `add_bos_token`, `add_eos_token`, `add_space_prefix`; nil where the file leaves it to the model.
  public var addsBOS: Bool?
  public var addsEOS: Bool?
  public var addsSpacePrefix: Bool?
  /// `remove_extra_whitespaces`.
  public var removesExtraWhitespace: Bool?

  public init(model: String, tokens: [String]) {
    self.model = model
    self.tokens = tokens
  }
}

extension Tokenizer {
  /// Makes a tokenizer of GGUF metadata; control and user-defined tokens written out in a text are recognised.
  ///
  /// - Parameter name: the file, for messages.
  /// - Throws: `TokenizerError` when arrays do not fit together or the kind of tokenizer is not supported.
  public init(gguf metadata: GGUFVocabulary, name: String) throws {
    self = try GGUFLoader(metadata: metadata, name: name).tokenizer()
  }
}

struct GGUFLoader {
  let metadata: GGUFVocabulary
  let name: String

  /// The patterns by their names in llama.cpp.
  private static let patterns: [String: WordPattern] = [
    "default": .gpt2, "gpt-2": .gpt2, "phi-2": .gpt2, "mpt": .gpt2, "olmo": .gpt2, "dolma": .gpt2,
    "llama-bpe": .tiktoken(digits: 3), "llama3": .tiktoken(digits: 3), "llama-v3": .tiktoken(digits: 3),
    "qwen2": .tiktoken(digits: 1), "smollm": .digitsThenGPT2, "bloom": .bloom(stops: WordPattern.bloomStops),
  ]

  private func error(_ place: String, expected: String, found: String) -> TokenizerError {
    TokenizerError(file: name, place: "tokenizer.ggml." + place, expected: expected, found: found)
  }

  func tokenizer() throws -> Tokenizer {
    try check()
    switch metadata.model {
    case "llama": return try sentencePiece(.bytePair)
    case "t5": return try sentencePiece(.unigram)
    case "gpt2": return try byteLevel()
    case "bert": return try wordPiece()
    default: throw error("model", expected: "llama, gpt2, t5 or bert", found: "\"\(metadata.model)\"")
    }
  }

  private func check() throws {
    let count = metadata.tokens.count
    guard count > 0, count < Vocabulary.mostTokens else {
      throw error("tokens", expected: "1 to \(Vocabulary.mostTokens) tokens", found: "\(count)")
    }
    for (key, found) in [("scores", metadata.scores.count), ("token_type", metadata.types.count)]
    where found != 0 && found != count {
      throw error(key, expected: "\(count) entries, one per token", found: "\(found)")
    }
    let roles = metadata.specialTokens
    for id in [roles.bos, roles.eos, roles.pad, roles.unk].compactMap({ $0 }) where id < 0 || Int(id) >= count {
      throw error("bos, eos, padding or unknown token id", expected: "an id below \(count)", found: "\(id)")
    }
  }

  private func kind(_ id: Int) -> SentencePieceFile.Kind {
    guard metadata.types.indices.contains(id) else { return .normal }
    return SentencePieceFile.Kind(rawValue: Int(metadata.types[id])) ?? .normal
  }

  private func template(bosByDefault: Bool, eosByDefault: Bool) -> (prefix: [Int32], suffix: [Int32]) {
    let bos = metadata.addsBOS ?? bosByDefault ? metadata.specialTokens.bos : nil
    let eos = metadata.addsEOS ?? eosByDefault ? metadata.specialTokens.eos : nil
    return (bos.map { [$0] } ?? [], eos.map { [$0] } ?? [])
  }

  private func sentencePiece(_ algorithm: SentencePieceFile.Algorithm) throws -> Tokenizer {
    guard metadata.scores.count == metadata.tokens.count else {
      throw error("scores", expected: "\(metadata.tokens.count) entries, one per token", found: "none")
    }
    var file = SentencePieceFile(file: name)
    file.algorithm = algorithm
    file.pieces = metadata.tokens.indices.map {
      SentencePieceFile.Piece(text: metadata.tokens[$0], score: metadata.scores[$0], kind: kind($0))
    }
    file.hasByteFallback = file.pieces.contains { $0.kind == .byte }
    file.charsmap = metadata.charactersMap
    file.addsDummyPrefix = metadata.addsSpacePrefix ?? true
    file.removesExtraWhitespace = metadata.removesExtraWhitespace ?? (algorithm == .unigram)
    let roles = metadata.specialTokens
    (file.bos, file.eos, file.pad) = (Int(roles.bos ?? -1), Int(roles.eos ?? -1), Int(roles.pad ?? -1))
    return try SentencePieceLoader(file, convention: .transformers(legacy: true)).tokenizer(
      template: template(bosByDefault: algorithm == .bytePair, eosByDefault: algorithm == .unigram))
  }

  private func byteLevel() throws -> Tokenizer {
    let preTokenizer = metadata.preTokenizer ?? "default"
    guard let pattern = Self.patterns[preTokenizer] else {
      let known = Self.patterns.keys.sorted().joined(separator: ", ")
      throw error("pre", expected: "one of " + known, found: "\"\(preTokenizer)\"")
    }
    var vocabulary = Vocabulary(isByteLevel: true, capacity: metadata.tokens.count)
    var special: [AddedToken] = []
    for (id, token) in metadata.tokens.enumerated() {
      let isAdded = kind(id) == .control || kind(id) == .userDefined
      vocabulary.add(token, id: id, isPlain: isAdded)
      if isAdded { special.append(AddedToken(id: id, content: token, isSpecial: kind(id) == .control)) }
    }
    let pairs = try metadata.merges.enumerated().map {
      try MergeTableBuilder.pair($1, rank: $0, file: name)
    }
    return ByteLevelVocabulary(vocabulary: vocabulary, special: special, specialTokens: metadata.specialTokens)
      .tokenizer(
        merges: try MergeTableBuilder.table(pairs: pairs, vocabulary, file: name), pattern: pattern,
        prefersWholeWords: pattern == .tiktoken(digits: 3), template: template(bosByDefault: false, eosByDefault: false)
      )
  }

  /// GGUF marks words with U+2581 where vocab.txt marks continuations with `##`.
  private func wordPiece() throws -> Tokenizer {
    let tokens = metadata.tokens.enumerated().map { id, token in
      if kind(id) != .normal || token.hasPrefix("[") && token.hasSuffix("]") { return token }
      if token.unicodeScalars.first == "\u{2581}" { return String(token.unicodeScalars.dropFirst()) }
      return WordPieceLoader.continuationPrefix + token
    }
    return try WordPieceLoader(tokens: tokens, name: name, isCased: false).tokenizer()
  }
}
