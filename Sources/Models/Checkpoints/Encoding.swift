/// From floats to stored bytes.
extension TensorType {
  /// The types that can be written: plain floats, and the two simplest quantised ones.
  var canBeWritten: Bool { [.f32, .f16, .bf16, .q80, .q40].contains(self) }

  /// The bytes of `values`, rounded to nearest even; whole blocks of a type that `canBeWritten`.
  func encode(_ values: [Float]) -> [UInt8] {
    precondition(canBeWritten && values.count.isMultiple(of: block.elements), "\(values.count) values as \(self)")
    switch self {
    case .f32: return values.withUnsafeBytes { Array($0) }
    case .f16: return Self.halves(values) { Float16($0).bitPattern }
    case .bf16: return Self.halves(values, Self.bfloat16)
    default:
      return stride(from: 0, to: values.count, by: block.elements).flatMap { start in
        let block = values[start..<start + block.elements]
        return self == .q80 ? Self.encode8(block) : Self.encode4(block)
      }
    }
  }

  @inline(__always)
  private static func halves(_ values: [Float], _ half: (Float) -> UInt16) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: 2 * values.count) { bytes, filled in
      for (index, value) in values.enumerated() {
        let bits = half(value)
        bytes[2 * index] = UInt8(truncatingIfNeeded: bits)
        bytes[2 * index + 1] = UInt8(bits >> 8)
      }
      filled = 2 * values.count
    }
  }

  private static func bfloat16(_ value: Float) -> UInt16 {
    let bits = value.bitPattern
    if value.isNaN { return UInt16(bits >> 16) | 0x40 }
    return UInt16((bits + 0x7fff + (bits >> 16 & 1)) >> 16)
  }

  /// Q8_0: the largest magnitude becomes 127.
  private static func encode8(_ block: ArraySlice<Float>) -> [UInt8] {
    let scale = block.reduce(0) { max($0, abs($1)) } / 127
    let inverse = scale == 0 ? 0 : 1 / scale
    return littleEndianBytes(Float16(scale).bitPattern)
      + block.map { UInt8(bitPattern: Int8(integer(($0 * inverse).rounded(.toNearestOrAwayFromZero), in: -127...127))) }
  }

  /// Q4_0: the value of largest magnitude becomes -8, the first of equals.
  private static func encode4(_ block: ArraySlice<Float>) -> [UInt8] {
    let extreme = block.reduce(0) { abs($1) > abs($0) ? $1 : $0 }
    let scale = extreme / -8
    let inverse = scale == 0 ? 0 : 1 / scale
    let quants = block.map { UInt8(integer(($0 * inverse + 8.5).rounded(.towardZero), in: 0...15)) }
    return littleEndianBytes(Float16(scale).bitPattern) + (0..<16).map { quants[$0] | quants[$0 + 16] << 4 }
  }

  /// A whole number as an integer; what is not finite becomes 0, for no quantised type can hold it.
  private static func integer(_ value: Float, in range: ClosedRange<Int>) -> Int {
    guard value.isFinite else { return 0 }
    return Int(min(Float(range.upperBound), max(Float(range.lowerBound), value)))
  }
}
