/// The printable alphabet in which byte-level vocabularies spell raw bytes (GPT-2: 0x20 is written U+0120).
enum ByteAlphabet {
  /// The scalar that stands for each byte.
  static let scalars: [UInt32] = {
    var next: UInt32 = 256
    return (UInt32(0)..<256).map { byte in
      if (33...126).contains(byte) || (161...172).contains(byte) || (174...255).contains(byte) { return byte }
      defer { next += 1 }
      return next
    }
  }()

  /// The byte for each scalar of the alphabet; -1 for the others below 324.
  private static let bytes: [Int16] = {
    var bytes = [Int16](repeating: -1, count: 324)
    for (byte, scalar) in scalars.enumerated() { bytes[Int(scalar)] = Int16(byte) }
    return bytes
  }()

  /// The raw bytes that `text` spells, or nil when a character is outside of the alphabet.
  static func bytes(spelledBy text: String) -> [UInt8]? {
    var result: [UInt8] = []
    result.reserveCapacity(text.utf8.count)
    for scalar in text.unicodeScalars {
      guard scalar.value < 324, bytes[Int(scalar.value)] >= 0 else { return nil }
      result.append(UInt8(bytes[Int(scalar.value)]))
    }
    return result
  }

  /// How the alphabet spells these bytes.
  static func spelling(of bytes: some Sequence<UInt8>) -> String {
    var text = String.UnicodeScalarView()
    for byte in bytes { if let scalar = Unicode.Scalar(scalars[Int(byte)]) { text.append(scalar) } }
    return String(text)
  }
}
