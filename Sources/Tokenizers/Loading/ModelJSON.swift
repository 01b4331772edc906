import JSON

/// The `model` section of tokenizer.json.
struct ModelJSON {
  private let json: TokenizerJSON
  private let section: JSONValue

  init(_ json: TokenizerJSON, _ section: JSONValue) {
    self.json = json
    self.section = section
  }

  /// Fills the vocabulary and makes the model; old files leave the type out when it is BPE.
  func model(_ vocabulary: inout Vocabulary, _ steps: PreTokenizerJSON.Steps) throws -> SubwordModel {
    switch section["type"]?.string ?? "BPE" {
    case "BPE":
      try addTokens(to: &vocabulary)
      return .bytePair(try bytePair(vocabulary, steps))
    case "Unigram": return .unigram(try unigram(&vocabulary, steps))
    case "WordPiece":
      try addTokens(to: &vocabulary)
      return .wordPiece(try wordPiece(vocabulary))
    case let type:
      throw json.error("model.type", expected: "BPE, Unigram or WordPiece", found: "`\(type)`")
    }
  }

  private func addTokens(to vocabulary: inout Vocabulary) throws {
    guard let members = section["vocab"]?.members, !members.isEmpty else {
      throw json.error(
        "model.vocab", expected: "an object of tokens and ids", found: section["vocab"]?.kind ?? "nothing")
    }
    for member in members {
      guard let id = member.value.id, id < Vocabulary.mostTokens else {
        throw json.error(
          "model.vocab[\"\(member.key)\"]", expected: "an id below \(Vocabulary.mostTokens)", found: member.value.kind)
      }
      vocabulary.add(member.key, id: id)
    }
  }

  private func bytePair(_ vocabulary: Vocabulary, _ steps: PreTokenizerJSON.Steps) throws -> BytePairModel {
    for key in ["continuing_subword_prefix", "end_of_word_suffix"] {
      if let affix = section[key]?.string, !affix.isEmpty {
        throw json.error("model.\(key)", expected: "no affix", found: "\"\(affix)\"")
      }
    }
    let fallsBack = section["byte_fallback"]?.bool ?? false
    return BytePairModel(
      alphabet: steps.isByteLevel ? .bytes : .characters,
      merges: try MergeTableBuilder.table(pairs: pairs(), vocabulary, file: json.file),
      byteTokens: steps.isByteLevel
        ? vocabulary.byteTokens : fallsBack ? vocabulary.fallbackTokens : Vocabulary.noByteTokens,
      unknown: section["unk_token"]?.string.flatMap(vocabulary.id(spelled:)),
      fusesUnknown: section["fuse_unk"]?.bool ?? false,
      prefersWholeWords: section["ignore_merges"]?.bool ?? false,
      remembersWords: steps.pattern != .whole)
  }

  private func unigram(_ vocabulary: inout Vocabulary, _ steps: PreTokenizerJSON.Steps) throws -> UnigramModel {
    let entries = section["vocab"]?.array ?? []
    guard let unknown = section["unk_id"]?.id, unknown < entries.count, entries.count < Vocabulary.mostTokens else {
      throw json.error(
        "model.unk_id", expected: "the id of one of the \(entries.count) tokens",
        found: section["unk_id"]?.kind ?? "nothing")
    }
    let pieces = try entries.enumerated().map { id, entry in
      guard let pair = entry.array, pair.count == 2, let text = pair[0].string, let score = pair[1].number else {
        throw json.error("model.vocab[\(id)]", expected: "a token and its score", found: entry.kind)
      }
      vocabulary.add(text, id: id)
      return (bytes: Array(text.utf8), score: score, isUserDefined: false)
    }
    let fallsBack = section["byte_fallback"]?.bool ?? false
    return UnigramModel(
      pieces: pieces, unknown: Int32(unknown),
      byteTokens: fallsBack ? vocabulary.fallbackTokens : Vocabulary.noByteTokens, addsInSinglePrecision: false,
      remembersWords: steps.pattern != .whole)
  }

  private func wordPiece(_ vocabulary: Vocabulary) throws -> WordPieceModel {
    let name = section["unk_token"]?.string ?? "[UNK]"
    guard let unknown = vocabulary.id(spelled: name) else {
      throw json.error("model.unk_token", expected: "a token of the vocabulary", found: "\"\(name)\"")
    }
    return WordPieceModel(
      vocabulary,
      continuationPrefix: section["continuing_subword_prefix"]?.string ?? WordPieceLoader.continuationPrefix,
      unknown: unknown, longestWord: section["max_input_chars_per_word"]?.id ?? WordPieceLoader.longestWord)
  }

  private func pairs() throws -> [(String, String)] {
    guard let merges = section["merges"]?.array else {
      throw json.error("model.merges", expected: "a list", found: section["merges"]?.kind ?? "nothing")
    }
    return try merges.enumerated().map { rank, merge in
      if let line = merge.string { return try MergeTableBuilder.pair(line, rank: rank, file: json.file) }
      guard let parts = merge.array, parts.count == 2, let left = parts[0].string, let right = parts[1].string else {
        throw json.error("model.merges[\(rank)]", expected: "a pair of tokens", found: merge.kind)
      }
      return (left, right)
    }
  }
}
