/// What Python's `str` methods and `re` classes mean by white space, words and lower case.
///
/// The reference packages are written in Python, so their tokens depend on these definitions, not on Swift's.
enum PythonText {
  /// True for the scalars on which `str.split()` splits and which `\s` matches.
  static func isSpace(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x09...0x0D, 0x1C...0x20, 0x85, 0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000: true
    default: false
    }
  }

  /// True for the scalars that `\w` matches: letters, numbers and the underscore.
  static func isWord(_ scalar: UInt32) -> Bool {
    if scalar < 0x80 { return isASCIIAlphanumeric(scalar) || scalar == 0x5F }
    switch Unicode.Scalar(scalar)?.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter: return true
    case .decimalNumber, .letterNumber, .otherNumber: return true
    default: return false
    }
  }

  /// True for the scalars that `\d` matches: the decimal digits of every script.
  static func isDigit(_ scalar: UInt32) -> Bool {
    if scalar < 0x80 { return scalar >= 0x30 && scalar <= 0x39 }
    return Unicode.Scalar(scalar)?.properties.generalCategory == .decimalNumber
  }

  static func isASCIIAlphanumeric(_ scalar: UInt32) -> Bool {
    (scalar >= 0x30 && scalar <= 0x39) || (scalar | 0x20 >= 0x61 && scalar | 0x20 <= 0x7A)
  }

  /// The scalars of a text.
  static func scalars(_ text: String) -> [UInt32] {
    var text = text
    return text.withUTF8 { bytes in
      if bytes.allSatisfy({ $0 < 0x80 }) { return bytes.map(UInt32.init) }
      return String(decoding: bytes, as: UTF8.self).unicodeScalars.map(\.value)
    }
  }

  /// `str.lower()`: the full lower-case mapping of every scalar, and the final form of a capital sigma that ends a
  /// word.
  static func lowercased(_ scalars: [UInt32]) -> [UInt32] {
    var result: [UInt32] = []
    result.reserveCapacity(scalars.count)
    for (position, value) in scalars.enumerated() {
      if value < 0x80 {
        result.append(value >= 0x41 && value <= 0x5A ? value | 0x20 : value)
      } else if value == 0x3A3 {
        result.append(endsWord(scalars, at: position) ? 0x3C2 : 0x3C3)
      } else if let scalar = Unicode.Scalar(value) {
        result.append(contentsOf: scalar.properties.lowercaseMapping.unicodeScalars.lazy.map(\.value))
      }
    }
    return result
  }

  /// The condition `Final_Sigma` of the Unicode standard, section 3.13.
  private static func endsWord(_ scalars: [UInt32], at position: Int) -> Bool {
    let before = scalars[..<position].last { !isCaseIgnorable($0) }
    let after = scalars[(position + 1)...].first { !isCaseIgnorable($0) }
    return before.map(isCased) == true && after.map(isCased) != true
  }

  private static func isCased(_ value: UInt32) -> Bool { Unicode.Scalar(value)?.properties.isCased == true }

  private static func isCaseIgnorable(_ value: UInt32) -> Bool {
    Unicode.Scalar(value)?.properties.isCaseIgnorable == true
  }
}
