/// Valid UTF-8, or a piece of it; nothing here is called with other bytes.
typealias UTF8Bytes = UnsafeBufferPointer<UInt8>

enum UTF8Length {
  /// How many bytes the scalar with this first byte takes.
  @inline(__always)
  static func of(_ first: UInt8) -> Int {
    first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// The scalar that starts at `position`, and its length in bytes.
  @inline(__always)
  func scalar(at position: Int) -> (value: UInt32, length: Int) {
    let first = UInt32(self[position])
    if first < 0x80 { return (first, 1) }
    let second = UInt32(self[position + 1] & 0x3F)
    if first < 0xE0 { return ((first & 0x1F) << 6 | second, 2) }
    let third = UInt32(self[position + 2] & 0x3F)
    if first < 0xF0 { return ((first & 0x0F) << 12 | second << 6 | third, 3) }
    return ((first & 0x07) << 18 | second << 12 | third << 6 | UInt32(self[position + 3] & 0x3F), 4)
  }

  /// Where the scalar that ends before `position` starts.
  func scalarStart(before position: Int) -> Int {
    var start = position - 1
    while start > 0, self[start] & 0xC0 == 0x80 { start -= 1 }
    return start
  }

  /// The bytes of `range`, without copying.
  @inline(__always)
  func slice(_ range: Range<Int>) -> UTF8Bytes {
    UTF8Bytes(rebasing: self[range])
  }
}

extension [UInt8] {
  /// Appends the UTF-8 of a scalar value.
  mutating func append(scalar: UInt32) {
    guard let scalar = Unicode.Scalar(scalar) else { return }
    append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
  }
}
