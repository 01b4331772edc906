/// A rewriting of the text before it is cut into words.
indirect enum Normalizer: Equatable, Sendable {
  case form(NormalForm)
  case lowercase, stripAccents
  case map(CharacterMap)
  /// Runs of two or more blanks become this text.
  case collapseBlanks(String)
  case bert(BERTNormalizer)
  case sentencePiece(SentencePieceNormalizer)
  case prepend(String)
  case replace(String, with: String)
  case strip(left: Bool, right: Bool)
  case sequence([Normalizer])

  /// The text rewritten, or nil when it stays as it is.
  func rewritten(_ text: UTF8Bytes) -> [UInt8]? {
    switch self {
    case .form(let form): return form.applied(to: text)
    case .bert(let steps): return steps.rewritten(text)
    case .sentencePiece(let steps): return steps.rewritten(text)
    case .stripAccents: return withoutMarks(text)
    case .map(let map): return mapped(text, map)
    case .collapseBlanks(let replacement): return collapsed(text, Array(replacement.utf8))
    case .lowercase: return Array(lowercased(text).utf8)
    case .prepend(let prefix): return text.isEmpty ? nil : Array(prefix.utf8) + text
    case .replace(let pattern, let replacement): return replaced(text, Array(pattern.utf8), Array(replacement.utf8))
    case .strip(let left, let right): return stripped(text, left, right)
    case .sequence(let steps): return rewritten(text, by: steps)
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

  private func collapsed(_ text: UTF8Bytes, _ replacement: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    var position = 0
    while position < text.count {
      let end = text[position...].firstIndex { $0 != UInt8(ascii: " ") } ?? text.count
      if end - position > 1 {
        result += replacement
        position = end
      } else {
        result.append(text[position])
        position += 1
      }
    }
    return result
  }

  private func mapped(_ text: UTF8Bytes, _ map: CharacterMap) -> [UInt8] {
    var result: [UInt8] = []
    var position = 0
    while position < text.count {
      if let match = map.longestMatch(in: text, at: position) {
        result += match.replacement
        position = match.end
      } else {
        let end = min(text.count, position + UTF8Length.of(text[position]))
        result += text.slice(position..<end)
        position = end
      }
    }
    return CharacterMap.repaired(result)
  }

  private func withoutMarks(_ text: UTF8Bytes) -> [UInt8] {
    var result: [UInt8] = []
    var position = 0
    while position < text.count {
      let (scalar, length) = text.scalar(at: position)
      if !ScalarClasses.shared[scalar].contains(.mark) { result += text.slice(position..<position + length) }
      position += length
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
