/// The tokens of a vocabulary by id, as the bytes of the text that they stand for, and the way back.
struct Vocabulary: Sendable {
  /// Whether token texts in files are spelled in the byte alphabet.
  let isByteLevel: Bool
  private let pieces: ByteTable
  private var idOfEntry: [Int32] = []
  private(set) var bytes: [[UInt8]] = []
  /// Tokens spelled as they stand (added tokens), not in the byte alphabet.
  private var plain: Set<Int32> = []
  /// Tokens that texts never produce (control tokens of SentencePiece), by spelling.
  private var reserved: [[UInt8]: Int32] = [:]

  var count: Int { bytes.count }

  init(isByteLevel: Bool, capacity: Int) {
    self.isByteLevel = isByteLevel
    pieces = ByteTable(minimumCapacity: capacity)
    bytes.reserveCapacity(capacity)
  }

  /// Adds a token as a file spells it; ids may come in any order, and holes stay empty.
  mutating func add(_ text: String, id: Int, isPlain: Bool = false, isReserved: Bool = false) {
    let spelled = isByteLevel && !isPlain ? ByteAlphabet.bytes(spelledBy: text) : nil
    while bytes.count <= id { bytes.append([]) }
    bytes[id] = spelled ?? Array(text.utf8)
    if spelled == nil, isByteLevel { plain.insert(Int32(id)) }
    if isReserved {
      reserved[bytes[id]] = Int32(id)
      return
    }
    let entry = pieces.insert(bytes[id])
    if entry == idOfEntry.count { idOfEntry.append(Int32(id)) }
  }

  @inline(__always)
  func id(_ piece: UTF8Bytes) -> Int32? {
    pieces.find(piece).map { idOfEntry[$0] }
  }

  func id(_ piece: [UInt8]) -> Int32? {
    piece.withUnsafeBufferPointer { id($0) }
  }

  /// The id of a token as files spell it.
  func id(spelled text: String) -> Int32? {
    guard isByteLevel, let raw = ByteAlphabet.bytes(spelledBy: text) else {
      return id(Array(text.utf8)) ?? reserved[Array(text.utf8)]
    }
    return id(raw)
  }

  /// The token as files spell it, or nil when there is no such id.
  func spelling(_ id: Int) -> String? {
    guard bytes.indices.contains(id) else { return nil }
    return isByteLevel && !plain.contains(Int32(id))
      ? ByteAlphabet.spelling(of: bytes[id]) : String(decoding: bytes[id], as: UTF8.self)
  }
}

extension Vocabulary {
  /// Ids beyond this are refused: no vocabulary comes near, and a hostile file must not claim gigabytes.
  static let mostTokens = 1 << 22

  static let noByteTokens = [Int32](repeating: -1, count: 256)

  /// The token of each single byte; -1 for none.
  var byteTokens: [Int32] { (UInt8.min...UInt8.max).map { id([$0]) ?? -1 } }

  /// The tokens `<0x00>` to `<0xFF>` that spell characters without a token; -1 for none.
  var fallbackTokens: [Int32] { (UInt8.min...UInt8.max).map { id(Array(Self.fallbackSpelling($0).utf8)) ?? -1 } }

  static func fallbackSpelling(_ byte: UInt8) -> String {
    let digits = String(byte, radix: 16, uppercase: true)
    return "<0x" + (digits.count == 1 ? "0" : "") + digits + ">"
  }
}
