/// The quantised blocks of GGML (ggml-common.h): 32 weights with one scale, or 256 with sixteen or eight sub-scales.
///
/// Products are formed in the order of GGML's reference code, so that results agree with it bit for bit.
extension TensorType {
  func decodeBlocks(_ source: UnsafeRawBufferPointer, into destination: UnsafeMutableBufferPointer<Float>) {
    guard let weights = destination.baseAddress else { return }
    let (elements, bytes) = block
    for index in 0..<destination.count / elements {
      let block = QuantisedBlock(bytes: UnsafeRawBufferPointer(rebasing: source[index * bytes..<(index + 1) * bytes]))
      let out = weights + index * elements
      switch self {
      case .q40: block.decode4(into: out, scale: block.half(0), offset: nil, quants: 2)
      case .q41: block.decode4(into: out, scale: block.half(0), offset: block.half(2), quants: 4)
      case .q50: block.decode5(into: out, scale: block.half(0), offset: nil, high: 2)
      case .q51: block.decode5(into: out, scale: block.half(0), offset: block.half(2), high: 4)
      case .q80: block.decode8(into: out)
      case .q4K: block.decode4K(into: out)
      case .q5K: block.decode5K(into: out)
      case .q6K: block.decode6K(into: out)
      default: preconditionFailure("\(self) has no blocks")
      }
    }
  }
}

private struct QuantisedBlock {
  let bytes: UnsafeRawBufferPointer

  func half(_ offset: Int) -> Float {
    Float(Float16(bitPattern: UInt16(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt16.self))))
  }

  private func signed(_ offset: Int) -> Float { Float(Int8(bitPattern: bytes[offset])) }

  /// Q8_0: scale, 32 signed bytes.
  func decode8(into out: UnsafeMutablePointer<Float>) {
    let scale = half(0)
    for j in 0..<32 { out[j] = signed(2 + j) * scale }
  }

  /// Q4_0 and Q4_1: weight j in the low, weight j + 16 in the high half of byte j. Without an offset the middle is 8.
  func decode4(into out: UnsafeMutablePointer<Float>, scale: Float, offset: Float?, quants: Int) {
    for j in 0..<16 {
      let byte = bytes[quants + j]
      for (place, quant) in [(j, byte & 15), (j + 16, byte >> 4)] {
        out[place] = offset.map { Float(quant) * scale + $0 } ?? Float(Int(quant) - 8) * scale
      }
    }
  }

  /// Q5_0 and Q5_1: as with four bits, the fifth bits of all weights in one word at `high`. Without an offset the middle is 16.
  func decode5(into out: UnsafeMutablePointer<Float>, scale: Float, offset: Float?, high: Int) {
    let fifth = UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: high, as: UInt32.self))
    for j in 0..<16 {
      let byte = bytes[high + 4 + j]
      for (place, low) in [(j, byte & 15), (j + 16, byte >> 4)] {
        let quant = Int(low) | Int(fifth >> UInt32(place) & 1) << 4
        out[place] = offset.map { Float(quant) * scale + $0 } ?? Float(quant - 16) * scale
      }
    }
  }

  /// Scale and minimum of sub-block j of Q4_K and Q5_K: six bits each, eight pairs in the twelve bytes from byte 4.
  private func scaleAndMinimum(_ j: Int) -> (Float, Float) {
    let packed = UnsafeRawBufferPointer(rebasing: bytes[4..<16])
    let (scale, minimum) =
      j < 4
      ? (packed[j] & 63, packed[j + 4] & 63)
      : (packed[j + 4] & 15 | (packed[j - 4] >> 6) << 4, packed[j + 4] >> 4 | (packed[j] >> 6) << 4)
    return (half(0) * Float(scale), half(2) * Float(minimum))
  }

  /// Q4_K: scale, minimum scale, sub-scales, 128 bytes of four-bit weights; 32 weights low, the next 32 high.
  func decode4K(into out: UnsafeMutablePointer<Float>) {
    for j in 0..<8 {
      let (scale, minimum) = scaleAndMinimum(j)
      for l in 0..<32 {
        let quant = bytes[16 + j / 2 * 32 + l] >> UInt8(j % 2 * 4) & 15
        out[j * 32 + l] = scale * Float(quant) - minimum
      }
    }
  }

  /// Q5_K: as Q4_K with 32 bytes of fifth bits before the weights; bit j belongs to sub-block j.
  func decode5K(into out: UnsafeMutablePointer<Float>) {
    for j in 0..<8 {
      let (scale, minimum) = scaleAndMinimum(j)
      for l in 0..<32 {
        let low = bytes[48 + j / 2 * 32 + l] >> UInt8(j % 2 * 4) & 15
        let quant = low | (bytes[16 + l] >> UInt8(j) & 1) << 4
        out[j * 32 + l] = scale * Float(quant) - minimum
      }
    }
  }

  /// Q6_K: 128 bytes of low four bits, 64 of high two bits, sixteen signed sub-scales, scale; the middle is 32.
  func decode6K(into out: UnsafeMutablePointer<Float>) {
    let scale = half(208)
    for place in 0..<256 {
      let (half, part, l) = (place / 128, place % 128 / 32, place % 32)
      let low = bytes[half * 64 + part % 2 * 32 + l] >> UInt8(part / 2 * 4) & 15
      let high = bytes[128 + half * 32 + l] >> UInt8(part * 2) & 3
      out[place] = scale * signed(192 + place / 16) * Float(Int(low | high << 4) - 32)
    }
  }
}
