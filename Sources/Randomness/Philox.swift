import Foundation

/// The bijection behind `Random`.
enum Philox {
  /// The 128 random bits of a 128-bit counter under a 64-bit key.
  static func block(counter: (UInt64, UInt64), key: UInt64) -> (UInt64, UInt64) {
    var c0 = UInt32(truncatingIfNeeded: counter.0)
    var c1 = UInt32(truncatingIfNeeded: counter.0 >> 32)
    var c2 = UInt32(truncatingIfNeeded: counter.1)
    var c3 = UInt32(truncatingIfNeeded: counter.1 >> 32)
    var k0 = UInt32(truncatingIfNeeded: key)
    var k1 = UInt32(truncatingIfNeeded: key >> 32)
    for _ in 0..<10 {
      let first = UInt64(c0) &* 0xD251_1F53
      let second = UInt64(c2) &* 0xCD9E_8D57
      (c0, c1, c2, c3) = (
        UInt32(truncatingIfNeeded: second >> 32) ^ c1 ^ k0, UInt32(truncatingIfNeeded: second),
        UInt32(truncatingIfNeeded: first >> 32) ^ c3 ^ k1, UInt32(truncatingIfNeeded: first)
      )
      k0 &+= 0x9E37_79B9
      k1 &+= 0xBB67_AE85
    }
    return (UInt64(c1) << 32 | UInt64(c0), UInt64(c3) << 32 | UInt64(c2))
  }
}

extension Double {
  static func log(_ value: Double) -> Double { Foundation.log(value) }
  static func cosine(_ value: Double) -> Double { Foundation.cos(value) }
}
