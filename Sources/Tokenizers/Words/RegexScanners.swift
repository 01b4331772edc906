/// The scanners of the byte-level models, each equal to the regular expression in `WordPattern`.
extension WordScanner {
  private static let apostrophe = UInt8(ascii: "'")
  private static let blank = UInt8(ascii: " ")

  /// Where the GPT-2 word that starts at `start` ends.
  @inline(__always)
  func gpt2End(_ start: Int) -> Int {
    let first = bytes[start]
    if first == Self.apostrophe, let end = contractionEnd(start, ignoringCase: false) { return end }
    let body = first == Self.blank && start + 1 < limit ? start + 1 : start
    let scalarClass = classAt(body).scalarClass.intersection(.run)
    if scalarClass == .whitespace { return blanksEnd(start, runEnd: runEnd(.whitespace, from: start)) }
    return runEnd(scalarClass, from: body)
  }

  /// The end of `'s`, `'t`, `'m`, `'d`, `'re`, `'ve` or `'ll`.
  func contractionEnd(_ start: Int, ignoringCase: Bool) -> Int? {
    guard start + 1 < limit else { return nil }
    let fold: UInt8 = ignoringCase ? 0x20 : 0
    let first = bytes[start + 1] | fold
    switch first {
    case UInt8(ascii: "s"), UInt8(ascii: "t"), UInt8(ascii: "m"), UInt8(ascii: "d"): return start + 2
    default: break
    }
    guard start + 2 < limit else { return nil }
    if ignoringCase, bytes[start + 1] == 0xC5, bytes[start + 2] == 0xBF {
      return start + 3  // U+017F, the long s, folds to s
    }
    switch (first, bytes[start + 2] | fold) {
    case (UInt8(ascii: "r"), UInt8(ascii: "e")), (UInt8(ascii: "v"), UInt8(ascii: "e")),
      (UInt8(ascii: "l"), UInt8(ascii: "l")):
      return start + 3
    default: return nil
    }
  }

  /// Where the LLaMA-3 or Qwen2.5 word that starts at `start` ends.
  @inline(__always)
  func tiktokenEnd(_ start: Int, _ digits: Int) -> Int {
    let first = bytes[start]
    if first == Self.apostrophe, let end = contractionEnd(start, ignoringCase: true) { return end }
    let (scalarClass, length) = classAt(start)
    if scalarClass.contains(.letter) { return runEnd(.letter, from: start + length) }
    if scalarClass.contains(.number) { return digitsEnd(start, atMost: digits) }
    let second = start + length
    if second < limit, !Self.isLineBreak(first) {
      let next = classAt(second).scalarClass
      if next.contains(.letter) { return runEnd(.letter, from: second) }
      if first == Self.blank, next.isDisjoint(with: .run) { return symbolsEnd(second) }
    }
    if scalarClass.isDisjoint(with: .run) { return symbolsEnd(start) }
    let end = runEnd(.whitespace, from: start)
    return lastLineBreakEnd(start, end) ?? blanksEnd(start, runEnd: end)
  }

  private func digitsEnd(_ start: Int, atMost count: Int) -> Int {
    var end = start
    for _ in 0..<count where end < limit {
      let (scalarClass, length) = classAt(end)
      guard scalarClass.contains(.number) else { break }
      end += length
    }
    return end
  }

  private static func isLineBreak(_ byte: UInt8) -> Bool { byte == 0x0A || byte == 0x0D }

  private func symbolsEnd(_ start: Int) -> Int {
    var end = runEnd([], from: start)
    while end < limit, Self.isLineBreak(bytes[end]) { end += 1 }
    return end
  }

  private func lastLineBreakEnd(_ start: Int, _ end: Int) -> Int? {
    var position = end
    while position > start {
      if Self.isLineBreak(bytes[position - 1]) { return position }
      position -= 1
    }
    return nil
  }

  /// Where the SmolLM2 word that starts at `start` ends.
  @inline(__always)
  mutating func digitsThenGPT2End(_ start: Int) -> Int {
    if start >= limit {
      let (scalarClass, length) = classAt(start)
      if scalarClass.contains(.number) { return start + length }
      limit = nextNumber(from: start + length)
    }
    return gpt2End(start)
  }

  private func nextNumber(from start: Int) -> Int {
    var end = start
    while end < bytes.count {
      let (scalarClass, length) = classAt(end)
      if scalarClass.contains(.number) { break }
      end += length
    }
    return end
  }

  /// Where the BLOOM word, or the gap between two of them, ends that starts at `start`.
  func bloomEnd(_ start: Int, _ stops: [UInt32]) -> Int {
    var end = start
    if !startsBloomWord(start, stops) {
      while end < bytes.count, !startsBloomWord(end, stops) { end += bytes.scalar(at: end).length }
      return end
    }
    if bytes[end] == Self.blank { end += 1 }
    while end < bytes.count, !isBloomStop(end, stops) { end += bytes.scalar(at: end).length }
    return end
  }

  private func startsBloomWord(_ position: Int, _ stops: [UInt32]) -> Bool {
    if !isBloomStop(position, stops) { return true }
    return bytes[position] == Self.blank && position + 1 < bytes.count && !isBloomStop(position + 1, stops)
  }

  private func isBloomStop(_ position: Int, _ stops: [UInt32]) -> Bool {
    let scalar = bytes.scalar(at: position).value
    return classes[scalar].contains(.whitespace) || stops.contains(scalar)
  }
}
