/// BERT's rewriting: control characters out, blanks alike, ideographs apart, accents off, lower case.
struct BERTNormalizer: Equatable, Sendable {
  var cleansText = true
  var separatesIdeographs = true
  var stripsAccents = true
  var lowercases = true

  func rewritten(_ text: UTF8Bytes) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(text.count)
    if text.allSatisfy({ $0 < 0x80 }) {
      for byte in text { appendASCII(byte, to: &result) }
      return result
    }
    let classes = ScalarClasses.shared
    var position = 0
    while position < text.count {
      let (scalar, length) = text.scalar(at: position)
      position += length
      let scalarClass = classes[scalar]
      if cleansText, scalarClass.contains(.bertControl) { continue }
      if cleansText, Self.isBlank(scalar, scalarClass) {
        result.append(UInt8(ascii: " "))
      } else if separatesIdeographs, scalarClass.contains(.bertIdeograph) {
        result.append(UInt8(ascii: " "))
        result.append(scalar: scalar)
        result.append(UInt8(ascii: " "))
      } else {
        result.append(scalar: scalar)
      }
    }
    if stripsAccents { result = Self.withoutAccents(result) }
    return lowercases ? result.withUnsafeBufferPointer { Normalizer.lowercase.rewritten($0) } ?? result : result
  }

  private func appendASCII(_ byte: UInt8, to result: inout [UInt8]) {
    switch byte {
    case 0x09, 0x0A, 0x0D: result.append(cleansText ? 0x20 : byte)
    case 0..<0x20, 0x7F: if !cleansText { result.append(byte) }
    case 0x41...0x5A: result.append(lowercases ? byte | 0x20 : byte)
    default: result.append(byte)
    }
  }

  /// U+0085 is removed with the control characters before this is asked.
  private static func isBlank(_ scalar: UInt32, _ scalarClass: ScalarClass) -> Bool {
    scalarClass.contains(.whitespace)
  }

  private static func withoutAccents(_ text: [UInt8]) -> [UInt8] {
    let steps = Normalizer.sequence([.form(NormalForm(isCompatible: false, composes: false)), .stripAccents])
    return text.withUnsafeBufferPointer { steps.rewritten($0) } ?? text
  }
}
