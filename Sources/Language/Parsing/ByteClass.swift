/// What a byte may be part of.
enum ByteClass {
  static func isDigit(_ byte: UInt8) -> Bool { byte &- 48 < 10 }
  static func isLetter(_ byte: UInt8) -> Bool { (byte | 32) &- 97 < 26 || byte == UInt8(ascii: "_") || byte >= 0x80 }
  static func isAlphanumeric(_ byte: UInt8) -> Bool { isLetter(byte) || isDigit(byte) }
  static func isWord(_ byte: UInt8) -> Bool { isAlphanumeric(byte) || byte == UInt8(ascii: "-") }

  /// Whether a text reads back as one plain name: letters first, then letters, digits, `-` and inner `.`.
  static func isName(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    guard let first = bytes.first, isLetter(first) else { return false }
    return bytes.indices.dropFirst().allSatisfy { index in
      if isWord(bytes[index]) { return true }
      return bytes[index] == UInt8(ascii: ".") && index + 1 < bytes.count && isAlphanumeric(bytes[index + 1])
    }
  }
}
