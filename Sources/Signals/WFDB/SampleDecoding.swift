extension SampleFormat {
  /// `count` consecutive samples from the start of `bytes`, which hold at least `bytes(for: count)`.
  func samples(_ bytes: UnsafeBufferPointer<UInt8>, count: Int) -> [Int32] {
    precondition(
      bytes.count >= self.bytes(for: count), "\(bytes.count) bytes for \(count) samples of format \(rawValue)")
    return [Int32](unsafeUninitializedCapacity: count) { samples, initialized in
      for index in 0..<count { samples[index] = sample(bytes, index) }
      initialized = count
    }
  }

  @inline(__always) private func sample(_ bytes: UnsafeBufferPointer<UInt8>, _ index: Int) -> Int32 {
    switch self {
    case .differences8: Int32(Int8(bitPattern: bytes[index]))
    case .offset8: Int32(bytes[index]) - 128
    case .littleEndian16: Int32(Int16(bitPattern: Self.word(bytes, 2 * index)))
    case .bigEndian16: Int32(Int16(bitPattern: Self.word(bytes, 2 * index).byteSwapped))
    case .offset16: Int32(Self.word(bytes, 2 * index)) - 32768
    case .littleEndian24:
      Int32(Self.word(bytes, 3 * index)) | Int32(Int8(bitPattern: bytes[3 * index + 2])) << 16
    case .littleEndian32:
      Int32(bitPattern: UInt32(Self.word(bytes, 4 * index)) | UInt32(Self.word(bytes, 4 * index + 2)) << 16)
    case .packed12: Self.twelveBits(bytes, index)
    case .packed10: Self.tenBits(bytes, index)
    case .consecutive10: Self.consecutiveTenBits(bytes, index)
    case .none: .min
    case .flac8, .flac16, .flac24: preconditionFailure("a FLAC stream has no fixed sample positions")
    }
  }

  @inline(__always) private static func word(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int) -> UInt16 {
    UInt16(bytes[at]) | UInt16(bytes[at + 1]) << 8
  }

  private static func twelveBits(_ bytes: UnsafeBufferPointer<UInt8>, _ index: Int) -> Int32 {
    let at = index / 2 * 3
    let value =
      index.isMultiple(of: 2)
      ? Int32(bytes[at]) | Int32(bytes[at + 1] & 0x0F) << 8
      : Int32(bytes[at + 2]) | Int32(bytes[at + 1] & 0xF0) << 4
    return signed(value, bits: 12)
  }

  /// Two little-endian words hold a sample each in bits 1...10, and half of the third one in their bits 11...15.
  private static func tenBits(_ bytes: UnsafeBufferPointer<UInt8>, _ index: Int) -> Int32 {
    let at = index / 3 * 4
    let part = index % 3
    guard part == 2 else { return signed(Int32(word(bytes, at + 2 * part) >> 1 & 0x3FF), bits: 10) }
    return signed(Int32(word(bytes, at) >> 11) | Int32(word(bytes, at + 2) >> 11) << 5, bits: 10)
  }

  private static func consecutiveTenBits(_ bytes: UnsafeBufferPointer<UInt8>, _ index: Int) -> Int32 {
    let part = index % 3
    let pair = word(bytes, index / 3 * 4 + part)
    return signed(Int32(pair >> (2 * UInt16(part)) & 0x3FF), bits: 10)
  }

  private static func signed(_ value: Int32, bits: Int32) -> Int32 { (value << (32 - bits)) >> (32 - bits) }
}
