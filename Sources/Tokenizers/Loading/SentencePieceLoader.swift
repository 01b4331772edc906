import Foundation

/// How a text meets SentencePiece's pieces; the model file does not say it.
public enum SentencePieceConvention: Equatable, Sendable {
  /// The library's own: `<s>` and the like, written out in a text, are plain characters.
  case library
  /// That of `transformers`: control tokens are found in a text. Every stretch between them gets a mark in front when
  /// `legacy`; otherwise the text's start does, unless a blank stands there (Metaspace, `prepend_scheme` first).
  case transformers(legacy: Bool)
}

extension Tokenizer {
  /// Reads a SentencePiece model, BPE or unigram, from the bytes of its file.
  ///
  /// The file does not say what surrounds a text: BPE models get the begin token before it (LLaMA, Mistral), unigram
  /// models the end token after it (T5).
  ///
  /// - Throws: `TokenizerError` when the bytes are malformed.
  public init(sentencePiece bytes: [UInt8], name: String, convention: SentencePieceConvention = .library) throws {
    self = try SentencePieceLoader(SentencePieceFile(bytes, file: name), convention: convention).tokenizer()
  }
}

/// Makes a tokenizer of SentencePiece's pieces, wherever they come from (model file, GGUF metadata, llama2.c).
struct SentencePieceLoader {
  /// What SentencePiece writes for an unknown piece.
  private static let unknownSurface = " \u{2047} "

  private let file: SentencePieceFile
  private let convention: SentencePieceConvention
  private var vocabulary: Vocabulary

  init(_ file: SentencePieceFile, convention: SentencePieceConvention) {
    self.file = file
    self.convention = convention
    vocabulary = Vocabulary(isByteLevel: false, capacity: file.pieces.count)
    for (id, piece) in file.pieces.enumerated() {
      vocabulary.add(piece.text, id: id, isReserved: [.control, .unknown, .byte].contains(piece.kind))
    }
  }

  /// - Parameter template: what surrounds a text, where the source says so.
  func tokenizer(template: (prefix: [Int32], suffix: [Int32])? = nil) throws -> Tokenizer {
    let roles = SpecialTokens(
      bos: role(file.bos), eos: role(file.eos), pad: role(file.pad), unk: ids(.unknown).first)
    let bos = roles.bos.map { [$0] } ?? []
    let eos = roles.eos.map { [$0] } ?? []
    let control = convention == .library ? [] : ids(.control)
    return Tokenizer(
      TokenizerParts(
        vocabulary: vocabulary, model: try model(unknown: roles.unk),
        normalizer: marksFirstOnly ? nil : try normalizer(), pattern: splitsAtMarks ? .marks : .whole,
        wordPrefix: marksFirstOnly ? .mark(.first) : .none, detokenizer: detokenizer(),
        addedTokens: control.map { AddedToken(id: Int($0), content: file.pieces[Int($0)].text, isSpecial: true) },
        specialTokens: roles, specialIDs: Set(ids(.control)),
        template: template ?? (file.algorithm == .bytePair ? (bos, []) : ([], eos))))
  }

  private func ids(_ kind: SentencePieceFile.Kind) -> [Int32] {
    file.pieces.indices.filter { file.pieces[$0].kind == kind }.map { Int32($0) }
  }

  private func role(_ id: Int) -> Int32? { file.pieces.indices.contains(id) ? Int32(id) : nil }

  private var userDefined: ByteTrie {
    var trie = ByteTrie()
    for id in ids(.userDefined) { trie.insert(vocabulary.bytes[Int(id)], Int(id)) }
    return trie
  }

  /// The byte of every byte piece; SentencePiece numbers them by their spelling `<0x00>` to `<0xFF>`.
  private var byteTokens: [Int32] {
    file.hasByteFallback
      ? (UInt8.min...UInt8.max).map { vocabulary.id(spelled: Vocabulary.fallbackSpelling($0)) ?? -1 }
      : Vocabulary.noByteTokens
  }

  /// Whether a text may be cut before every mark that follows something else: no piece may reach across such a place.
  private var splitsAtMarks: Bool {
    let mark = SentencePieceNormalizer.mark
    guard file.algorithm == .bytePair, vocabulary.id(mark) != nil else { return false }
    return !file.pieces.contains { piece in
      guard piece.kind == .normal || piece.kind == .userDefined else { return false }
      let body = piece.text.drop { $0 == "\u{2581}" }
      return body.unicodeScalars.contains("\u{2581}")
        || piece.kind == .userDefined && piece.text.unicodeScalars.contains("\u{2581}")
    }
  }

  private var marksFirstOnly: Bool { convention == .transformers(legacy: false) }

  private func normalizer() throws -> Normalizer {
    .sentencePiece(
      SentencePieceNormalizer(
        map: file.charsmap.isEmpty ? nil : try CharacterMap(file.charsmap, file: file.file),
        addsDummyPrefix: file.addsDummyPrefix, removesExtraWhitespace: file.removesExtraWhitespace,
        userDefined: userDefined))
  }

  private func model(unknown: Int32?) throws -> SubwordModel {
    guard file.algorithm == .unigram else { return .bytePair(bytePair(unknown)) }
    guard let unknown else {
      throw TokenizerError(file: file.file, place: "the pieces", expected: "an unknown piece", found: "none")
    }
    let pieces = file.pieces.enumerated().map { id, piece in
      let isFound = piece.kind == .normal || piece.kind == .userDefined
      return (isFound ? vocabulary.bytes[id] : [], Double(piece.score), piece.kind == .userDefined)
    }
    return .unigram(
      UnigramModel(
        pieces: pieces, unknown: unknown, byteTokens: byteTokens, addsInSinglePrecision: true, remembersWords: false))
  }

  private func bytePair(_ unknown: Int32?) -> BytePairModel {
    BytePairModel(
      alphabet: .characters,
      merges: MergeTableBuilder.table(ranks: ranks(), excluding: Set(ids(.userDefined)), vocabulary),
      byteTokens: byteTokens, unknown: unknown, fusesUnknown: true, prefersWholeWords: false,
      remembersWords: splitsAtMarks,
      userDefined: userDefined)
  }

  /// The rank of every normal piece: the place of its score among all scores, the highest first.
  private func ranks() -> [UInt32?] {
    let scores = Set(file.pieces.lazy.filter { $0.kind == .normal }.map(\.score)).sorted(by: >)
    var rankOfScore: [Float: UInt32] = [:]
    for (rank, score) in scores.enumerated() { rankOfScore[score] = UInt32(rank) }
    return file.pieces.map { $0.kind == .normal ? rankOfScore[$0.score] : nil }
  }

  private func detokenizer() -> Detokenizer {
    var detokenizer = Detokenizer(
      style: .marks(
        stripsFirst: file.addsDummyPrefix || file.removesExtraWhitespace, stripsAll: file.removesExtraWhitespace))
    for (byte, id) in byteTokens.enumerated() where id >= 0 { detokenizer.byteOfToken[id] = UInt8(byte) }
    for id in ids(.unknown) { detokenizer.surfaces[id] = Self.unknownSurface }
    for id in ids(.control) { detokenizer.surfaces[id] = "" }
    return detokenizer
  }
}
