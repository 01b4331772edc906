/// SentencePiece's precompiled map from character sequences to replacements: a double-array trie (darts-clone) and
/// the replacements, each ended by a zero byte.
struct CharacterMap: Equatable, Sendable {
  private let units: [UInt32]
  private let replacements: [UInt8]

  /// - Throws: `TokenizerError` when the sizes do not fit.
  init(_ blob: [UInt8], file: String) throws {
    guard blob.count >= 4 else { throw Self.error(file, "at least four bytes", "\(blob.count)") }
    let size = blob[0..<4].reversed().reduce(0) { $0 << 8 | Int($1) }
    guard size % 4 == 0, size > 0, size <= blob.count - 4 else {
      throw Self.error(file, "a trie of at most \(blob.count - 4) bytes", "\(size)")
    }
    units = stride(from: 4, to: 4 + size, by: 4).map { start in
      blob[start..<start + 4].reversed().reduce(0) { $0 << 8 | UInt32($1) }
    }
    replacements = Array(blob[(4 + size)...])
  }

  private static func error(_ file: String, _ expected: String, _ found: String) -> TokenizerError {
    TokenizerError(file: file, place: "precompiled_charsmap", expected: expected, found: found)
  }

  /// The longest mapped sequence at `position`: where it ends and what replaces it.
  @inline(__always)
  func longestMatch(in bytes: UTF8Bytes, at position: Int) -> (end: Int, replacement: ArraySlice<UInt8>)? {
    var longest: (end: Int, offset: Int)?
    var node = Self.offset(units[0])
    var index = position
    while index < bytes.count {
      node ^= UInt32(bytes[index])
      guard node < units.count else { break }
      let unit = units[Int(node)]
      guard unit & 0x8000_00FF == UInt32(bytes[index]) else { break }
      node ^= Self.offset(unit)
      index += 1
      guard node < units.count else { break }
      if unit >> 8 & 1 == 1 { longest = (index, Int(units[Int(node)] & 0x7FFF_FFFF)) }
    }
    return longest.map { ($0.end, replacement(at: $0.offset)) }
  }

  /// Valid UTF-8, whatever a damaged map made of the text.
  static func repaired(_ bytes: [UInt8]) -> [UInt8] {
    String(validating: bytes, as: UTF8.self) != nil ? bytes : Array(String(decoding: bytes, as: UTF8.self).utf8)
  }

  private static func offset(_ unit: UInt32) -> UInt32 { (unit >> 10) << ((unit & 0x200) >> 6) }

  private func replacement(at offset: Int) -> ArraySlice<UInt8> {
    guard offset < replacements.count else { return [] }
    return replacements[offset...].prefix { $0 != 0 }
  }
}
