import JSON

/// Reads vocab.json with merges.txt, as GPT-2, OPT, BART and others come.
struct VocabularyAndMerges {
  let root: JSONValue
  let file: String
  let roles: [String: String]

  /// - Throws: `TokenizerError` with the token or merge that is malformed.
  func tokenizer(merges bytes: [UInt8], file mergesFile: String) throws -> Tokenizer {
    guard let members = root.members, !members.isEmpty else {
      throw TokenizerError(file: file, place: "the file", expected: "an object of tokens and ids", found: root.kind)
    }
    var vocabulary = Vocabulary(isByteLevel: true, capacity: members.count)
    for member in members {
      guard let id = member.value.id, id < Vocabulary.mostTokens else {
        throw TokenizerError(
          file: file, place: "\"\(member.key)\"", expected: "an id below \(Vocabulary.mostTokens)",
          found: member.value.kind)
      }
      vocabulary.add(member.key, id: id)
    }
    let pairs = try Self.pairs(bytes, file: mergesFile)
    let special = Self.special(in: vocabulary, roles)
    let tokens = Self.specialTokens(special, roles)
    return ByteLevelVocabulary(vocabulary: vocabulary, special: special, specialTokens: tokens)
      .tokenizer(merges: try MergeTableBuilder.table(pairs: pairs, vocabulary, file: mergesFile), pattern: .gpt2)
  }

  /// The merges; a first line that starts with `#version` is a comment.
  private static func pairs(_ bytes: [UInt8], file: String) throws -> [(String, String)] {
    var lines = bytes.split(separator: 0x0A).map { String(decoding: $0, as: UTF8.self) }
    if lines.first?.hasPrefix("#version") == true { lines.removeFirst() }
    return try lines.enumerated().map { try MergeTableBuilder.pair($1, rank: $0, file: file) }
  }

  /// Tokens that are special by their usual names or by the roles of a configuration.
  private static func special(in vocabulary: Vocabulary, _ roles: [String: String]) -> [AddedToken] {
    let names = SpecialTokens.usualNames
    let candidates = Set(names.bos + names.eos + names.pad + names.unk + ["<mask>"] + roles.values)
    return candidates.compactMap { name in
      vocabulary.id(spelled: name).map {
        AddedToken(id: Int($0), content: name, isSpecial: true, stripsLeft: name == "<mask>")
      }
    }.sorted { $0.id < $1.id }
  }

  private static func specialTokens(_ special: [AddedToken], _ roles: [String: String]) -> SpecialTokens {
    func id(_ role: String, _ names: [String]) -> Int32? {
      (roles[role].map { [$0] } ?? names).lazy.compactMap { name in special.first { $0.content == name } }.first
        .map { Int32($0.id) }
    }
    let names = SpecialTokens.usualNames
    return SpecialTokens(
      bos: id("bos_token", names.bos), eos: id("eos_token", names.eos), pad: id("pad_token", names.pad),
      unk: id("unk_token", names.unk))
  }
}

/// What all byte-level tokenizers without a tokenizer.json have in common.
struct ByteLevelVocabulary {
  let vocabulary: Vocabulary
  let special: [AddedToken]
  let specialTokens: SpecialTokens

  func tokenizer(
    merges: PairTable, pattern: WordPattern, prefersWholeWords: Bool = false,
    template: (prefix: [Int32], suffix: [Int32]) = ([], [])
  ) -> Tokenizer {
    let model = BytePairModel(
      alphabet: .bytes, merges: merges, byteTokens: vocabulary.byteTokens, unknown: specialTokens.unk,
      fusesUnknown: false,
      prefersWholeWords: prefersWholeWords, remembersWords: true)
    return Tokenizer(
      TokenizerParts(
        vocabulary: vocabulary, model: .bytePair(model), pattern: pattern, detokenizer: Detokenizer(style: .bytes),
        addedTokens: special, specialTokens: specialTokens, template: template))
  }
}
