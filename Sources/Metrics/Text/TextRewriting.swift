extension TreebankWords {
  /// One pass from left to right: `rule` appends what replaces the text at a position and says how many scalars that
  /// consumes, or says 0 to leave the scalar as it is.
  static func rewritten(_ text: [UInt32], rule: (Int, inout [UInt32]) -> Int) -> [UInt32] {
    var result: [UInt32] = []
    result.reserveCapacity(text.count + 16)
    var position = 0
    while position < text.count {
      let consumed = rule(position, &result)
      if consumed == 0 { result.append(text[position]) }
      position += max(1, consumed)
    }
    return result
  }

  /// A blank on both sides of every scalar that fits.
  static func surrounded(_ text: [UInt32], where fits: (UInt32) -> Bool) -> [UInt32] {
    rewritten(text) { position, output in
      guard fits(text[position]) else { return 0 }
      output.append(contentsOf: [0x20, text[position], 0x20])
      return 1
    }
  }

  /// A blank on both sides of every two equal scalars, from the left.
  static func surrounded(_ text: [UInt32], pairsOf scalar: Unicode.Scalar) -> [UInt32] {
    rewritten(text) { position, output in
      guard position + 1 < text.count, text[position] == scalar.value, text[position + 1] == scalar.value else {
        return 0
      }
      output.append(contentsOf: [0x20, scalar.value, scalar.value, 0x20])
      return 2
    }
  }

  /// A blank on both sides of every run of at least `least` equal scalars, and of every scalar that fits.
  static func surroundedRuns(
    _ text: [UInt32], of scalar: Unicode.Scalar, least: Int, orWhere fits: (UInt32) -> Bool
  ) -> [UInt32] {
    rewritten(text) { position, output in
      let run = text[position...].prefix { $0 == scalar.value }
      guard run.count >= least || fits(text[position]) else { return 0 }
      let span = max(1, run.count)
      output.append(0x20)
      output.append(contentsOf: text[position..<position + span])
      output.append(0x20)
      return span
    }
  }

  /// Which ASCII characters a text has, and whether it has others.
  struct CharacterSet {
    private var low: UInt64 = 0
    private var high: UInt64 = 0
    private(set) var hasNonASCII = false

    init(of text: [UInt32]) {
      for scalar in text {
        if scalar < 64 {
          low |= 1 << UInt64(scalar)
        } else if scalar < 128 {
          high |= 1 << UInt64(scalar - 64)
        } else {
          hasNonASCII = true
        }
      }
    }

    /// True if any of these ASCII characters occurs.
    func contains(_ characters: StaticString) -> Bool {
      characters.withUTF8Buffer { bytes in
        bytes.contains { byte in
          byte < 64 ? low >> UInt64(byte) & 1 == 1 : high >> UInt64(byte - 64) & 1 == 1
        }
      }
    }
  }
}

extension UInt32 {
  /// True if this is one of some ASCII characters.
  func isOne(of characters: StaticString) -> Bool {
    self < 0x80 && characters.withUTF8Buffer { $0.contains(UInt8(truncatingIfNeeded: self)) }
  }
}

extension [UInt32] {
  /// True if an ASCII string stands at a position.
  func has(_ ascii: StaticString, at position: Int, ignoringCase: Bool = false) -> Bool {
    guard position >= 0, position + ascii.utf8CodeUnitCount <= count else { return false }
    return ascii.withUTF8Buffer { bytes in
      bytes.indices.allSatisfy { index in
        let value = self[position + index]
        let isCapital = ignoringCase && value >= 0x41 && value <= 0x5A
        return (isCapital ? value | 0x20 : value) == UInt32(bytes[index])
      }
    }
  }

  /// True if a position holds a scalar that is part of a word in the sense of `\w`.
  func isWord(at position: Int) -> Bool { indices.contains(position) && PythonText.isWord(self[position]) }
}
