/// The contents of a SentencePiece model file (`ModelProto` of sentencepiece_model.proto).
struct SentencePieceFile: Sendable {
  /// What a piece is for.
  enum Kind: Int, Sendable {
    case normal = 1
    case unknown, control, userDefined, unused, byte
  }

  struct Piece: Sendable {
    var text = ""
    var score: Float = 0
    var kind = Kind.normal
  }

  enum Algorithm: Int, Sendable {
    case unigram = 1
    case bytePair
  }

  var pieces: [Piece] = []
  var algorithm = Algorithm.unigram
  var hasByteFallback = false
  var bos = 1
  var eos = 2
  var pad = -1
  var charsmap: [UInt8] = []
  var addsDummyPrefix = true
  var removesExtraWhitespace = true
  var file: String

  init(file: String) { self.file = file }

  /// - Throws: `TokenizerError` with the byte where the file stops making sense.
  init(_ bytes: [UInt8], file: String) throws {
    self.init(file: file)
    var reader = ProtobufReader(bytes, 0..<bytes.count, file: file)
    while let (field, payload) = try reader.next() {
      guard let range = payload.range else { continue }
      let message = ProtobufReader(bytes, range, file: file)
      switch field {
      case 1: pieces.append(try Self.piece(message))
      case 2: try readTrainerSpec(message)
      case 3: try readNormalizerSpec(message)
      default: continue
      }
    }
    guard !pieces.isEmpty, pieces.count < Vocabulary.mostTokens else {
      throw TokenizerError(
        file: file, place: "the pieces", expected: "1 to \(Vocabulary.mostTokens) pieces", found: "\(pieces.count)")
    }
  }

  private static func piece(_ message: ProtobufReader) throws -> Piece {
    var message = message
    var piece = Piece()
    while let (field, payload) = try message.next() {
      switch field {
      case 1: piece.text = payload.range.map { String(decoding: message.bytes[$0], as: UTF8.self) } ?? ""
      case 2: piece.score = payload.float ?? 0
      case 3: piece.kind = payload.number.flatMap { Int(exactly: $0) }.flatMap(Kind.init) ?? .normal
      default: continue
      }
    }
    return piece
  }

  private mutating func readTrainerSpec(_ message: ProtobufReader) throws {
    var message = message
    while let (field, payload) = try message.next() {
      guard let number = payload.number else { continue }
      switch field {
      case 3:
        guard let known = Int(exactly: number).flatMap(Algorithm.init) else {
          throw TokenizerError(
            file: file, place: "trainer_spec.model_type", expected: "1 (unigram) or 2 (BPE)", found: "\(number)")
        }
        algorithm = known
      case 35: hasByteFallback = number != 0
      case 41: bos = Int(truncatingIfNeeded: number)
      case 42: eos = Int(truncatingIfNeeded: number)
      case 43: pad = Int(truncatingIfNeeded: number)
      default: continue
      }
    }
  }

  private mutating func readNormalizerSpec(_ message: ProtobufReader) throws {
    var message = message
    while let (field, payload) = try message.next() {
      switch (field, payload) {
      case (2, .bytes(let range)): charsmap = Array(message.bytes[range])
      case (3, .varint(let number)): addsDummyPrefix = number != 0
      case (4, .varint(let number)): removesExtraWhitespace = number != 0
      default: continue
      }
    }
  }
}
