extension Tokenizer {
  /// Reads the tokenizer file of llama2.c (`tokenizer.bin`, `tok512.bin`): the length of the longest token, then per
  /// token its score, its length and its bytes; SentencePiece BPE with unk, bos, eos and the 256 bytes as the first 259
  /// ids.
  ///
  /// - Throws: `TokenizerError` with the byte where the file stops making sense.
  public init(llama2C bytes: [UInt8], name: String) throws {
    var file = SentencePieceFile(file: name)
    file.pieces = try Llama2CFile(bytes: bytes, name: name).pieces()
    file.algorithm = .bytePair
    file.hasByteFallback = true
    file.removesExtraWhitespace = false
    self = try SentencePieceLoader(file, convention: .library).tokenizer()
  }
}

/// The tokens of a llama2.c tokenizer file, in which blanks stand for themselves.
struct Llama2CFile {
  private static let controlNames = ["<unk>", "<s>", "</s>"]
  private static let firstByteToken = controlNames.count
  private static let firstNormalToken = firstByteToken + 256

  let bytes: [UInt8]
  let name: String

  func pieces() throws -> [SentencePieceFile.Piece] {
    var pieces: [SentencePieceFile.Piece] = []
    var position = 4
    while position < bytes.count {
      let score = Float(bitPattern: try word(at: position))
      let length = Int(try word(at: position + 4))
      let start = position + 8
      guard length <= bytes.count - start else {
        throw error(position + 4, expected: "at most \(bytes.count - start) bytes", found: "\(length)")
      }
      pieces.append(piece(pieces.count, score, bytes[start..<start + length]))
      position = start + length
    }
    guard pieces.count >= Self.firstNormalToken, pieces.count < Vocabulary.mostTokens else {
      throw error(bytes.count, expected: "at least \(Self.firstNormalToken) tokens", found: "\(pieces.count)")
    }
    return pieces
  }

  private func piece(_ id: Int, _ score: Float, _ text: ArraySlice<UInt8>) -> SentencePieceFile.Piece {
    if id < Self.firstByteToken {
      return SentencePieceFile.Piece(text: Self.controlNames[id], score: score, kind: id == 0 ? .unknown : .control)
    }
    if id < Self.firstNormalToken {
      let spelling = Vocabulary.fallbackSpelling(UInt8(id - Self.firstByteToken))
      return SentencePieceFile.Piece(text: spelling, score: score, kind: .byte)
    }
    let marked = String(decoding: text, as: UTF8.self).unicodeScalars.map { $0 == " " ? "\u{2581}" : $0 }
    return SentencePieceFile.Piece(text: String(String.UnicodeScalarView(marked)), score: score, kind: .normal)
  }

  private func word(at position: Int) throws -> UInt32 {
    guard position + 4 <= bytes.count else {
      throw error(position, expected: "four bytes", found: "the end of the file")
    }
    return bytes[position..<position + 4].reversed().reduce(0) { $0 << 8 | UInt32($1) }
  }

  private func error(_ position: Int, expected: String, found: String) -> TokenizerError {
    TokenizerError(file: name, place: "byte \(position)", expected: expected, found: found)
  }
}
