import Tokenizers

extension Tokenizer {
  /// The tokenizer in the metadata of a GGUF file, with weights or without.
  /// - Throws: `TokenizerError` when there is none, or one of a kind that is not supported.
  public init(gguf checkpoint: Checkpoint) throws {
    try self.init(gguf: GGUFVocabulary(checkpoint.metadata), name: checkpoint.url.path)
  }
}

extension GGUFVocabulary {
  /// The tokenizer in the metadata of a GGUF file.
  init(_ metadata: [String: MetadataValue]) {
    func value(_ name: String) -> MetadataValue? { metadata["tokenizer.ggml.\(name)"] }
    func token(_ name: String) -> Int32? { value("\(name)_token_id")?.integer.flatMap { Int32(exactly: $0) } }
    self.init(model: value("model")?.text ?? "", tokens: value("tokens")?.texts ?? [])
    preTokenizer = value("pre")?.text
    scores = (value("scores")?.reals ?? []).map { Float($0) }
    types = (value("token_type")?.integers ?? []).map { Int32(truncatingIfNeeded: $0) }
    merges = value("merges")?.texts ?? []
    charactersMap = (value("precompiled_charsmap")?.integers ?? []).map { UInt8(truncatingIfNeeded: $0) }
    specialTokens = SpecialTokens(
      bos: token("bos"), eos: token("eos"), pad: token("padding"), unk: token("unknown"))
    addsBOS = value("add_bos_token")?.flag
    addsEOS = value("add_eos_token")?.flag
    addsSpacePrefix = value("add_space_prefix")?.flag
    removesExtraWhitespace = value("remove_extra_whitespaces")?.flag
  }
}
