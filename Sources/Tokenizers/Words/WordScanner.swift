/// Walks over valid UTF-8 and hands out one word after the other, as the regular expression of its pattern would.
struct WordScanner {
  let bytes: UTF8Bytes
  let pattern: WordPattern
  var position = 0
  /// Where the piece ends inside which the expression is applied (`digitsThenGPT2` cuts at digits first).
  var limit: Int
  let classes = ScalarClasses.shared

  init(_ bytes: UTF8Bytes, _ pattern: WordPattern) {
    self.bytes = bytes
    self.pattern = pattern
    limit = pattern == .digitsThenGPT2 ? 0 : bytes.count
  }

  /// The next word, or nil at the end.
  @inline(__always)
  mutating func next() -> Range<Int>? {
    guard position < bytes.count else { return nil }
    let start = position
    switch pattern {
    case .whole: position = bytes.count
    case .gpt2: position = gpt2End(start)
    case .tiktoken(let digits): position = tiktokenEnd(start, digits)
    case .digitsThenGPT2: position = digitsThenGPT2End(start)
    case .bloom(let stops): position = bloomEnd(start, stops)
    case .bert: return nextBERT()
    case .metaspace: position = markEnd(start, takingRuns: false)
    case .marks: position = markEnd(start, takingRuns: true)
    }
    return start..<position
  }

  @inline(__always)
  func classAt(_ position: Int) -> (scalarClass: ScalarClass, length: Int) {
    let scalar = bytes.scalar(at: position)
    return (classes[scalar.value], scalar.length)
  }

  /// Where the run of scalars of one class (empty: of none of the three) ends that starts at or before `position`.
  @inline(__always)
  func runEnd(_ wanted: ScalarClass, from position: Int) -> Int {
    var end = position
    while end < limit {
      let next = classAt(end)
      guard next.scalarClass.intersection(.run) == wanted else { break }
      end += next.length
    }
    return end
  }

  /// `\s+(?!\S)|\s+` on a run of blanks: all of it at the end of the text, else all but the last, which the
  /// next word takes.
  @inline(__always)
  func blanksEnd(_ start: Int, runEnd end: Int) -> Int {
    guard end < limit else { return end }
    let last = bytes.scalarStart(before: end)
    return last > start ? last : end
  }
}
