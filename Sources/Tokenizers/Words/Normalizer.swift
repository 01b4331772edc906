import Foundation

/// A rewriting of the text before it is cut into words.
indirect enum Normalizer: Equatable, Sendable {
  case nfc, nfd, nfkc, nfkd
  case lowercase
  case prepend(String)
  case replace(String, with: String)
  case strip(left: Bool, right: Bool)
  case sequence([Normalizer])

  /// The text rewritten, or nil when it stays as it is.
  func rewritten(_ text: UTF8Bytes) -> [UInt8]? {
    switch self {
    case .nfc, .nfd, .nfkc, .nfkd:
      guard !text.allSatisfy({ $0 < 0x80 }) else { return nil }
      return Array(canonical(String(decoding: text, as: UTF8.self)).utf8)
    case .lowercase: return Array(lowercased(text).utf8)
    case .prepend(let prefix): return text.isEmpty ? nil : Array(prefix.utf8) + text
    case .replace(let pattern, let replacement): return replaced(text, Array(pattern.utf8), Array(replacement.utf8))
    case .strip(let left, let right): return stripped(text, left, right)
    case .sequence(let steps): return rewritten(text, by: steps)
    }
  }

  private func canonical(_ text: String) -> String {
    switch self {
    case .nfc: text.precomposedStringWithCanonicalMapping
    case .nfd: text.decomposedStringWithCanonicalMapping
    case .nfkc: text.precomposedStringWithCompatibilityMapping
    default: text.decomposedStringWithCompatibilityMapping
    }
  }

  private func lowercased(_ text: UTF8Bytes) -> String {
    var result = String.UnicodeScalarView()
    for scalar in String(decoding: text, as: UTF8.self).unicodeScalars {
      result.append(contentsOf: scalar.properties.lowercaseMapping.unicodeScalars)
    }
    return String(result)
  }

  private func replaced(_ text: UTF8Bytes, _ pattern: [UInt8], _ replacement: [UInt8]) -> [UInt8]? {
    guard let first = pattern.first else { return nil }
    var result: [UInt8] = []
    result.reserveCapacity(text.count + text.count / 2)
    var position = 0
    while position < text.count {
      if text[position] == first, text[position...].starts(with: pattern) {
        result.append(contentsOf: replacement)
        position += pattern.count
      } else {
        result.append(text[position])
        position += 1
      }
    }
    return result
  }

  private func stripped(_ text: UTF8Bytes, _ left: Bool, _ right: Bool) -> [UInt8] {
    let classes = ScalarClasses.shared
    var start = 0
    var end = text.count
    while left, start < end, case let scalar = text.scalar(at: start), classes[scalar.value].contains(.whitespace) {
      start += scalar.length
    }
    while right, end > start, case let last = text.scalarStart(before: end),
      classes[text.scalar(at: last).value].contains(.whitespace)
    {
      end = last
    }
    return Array(text[start..<end])
  }

  private func rewritten(_ text: UTF8Bytes, by steps: [Normalizer]) -> [UInt8]? {
    var current: [UInt8]?
    for step in steps {
      let next = current.map { $0.withUnsafeBufferPointer(step.rewritten) } ?? step.rewritten(text)
      if let next { current = next }
    }
    return current
  }
}
