/// The words of one text, one after the other in one array of scalars.
struct TokenizedText {
  private var scalars: [UInt32] = []
  private var ends: [Int] = []

  init() {}

  /// The words between runs of white space.
  init(splittingAtSpaces text: [UInt32]) {
    scalars.reserveCapacity(text.count)
    ends.reserveCapacity(text.count / 4)
    for scalar in text {
      if PythonText.isSpace(scalar) { endWord() } else { scalars.append(scalar) }
    }
    endWord()
  }

  /// The words between single blanks; an empty text is one empty word.
  init(splittingAtSingleBlanks text: [UInt32]) {
    for scalar in text {
      if scalar == 0x20 { ends.append(scalars.count) } else { scalars.append(scalar) }
    }
    ends.append(scalars.count)
  }

  var count: Int { ends.count }

  subscript(index: Int) -> ArraySlice<UInt32> { scalars[(index == 0 ? 0 : ends[index - 1])..<ends[index]] }

  /// Calls `body` with every word in order.
  func forEachWord(_ body: (UnsafeBufferPointer<UInt32>) -> Void) {
    scalars.withUnsafeBufferPointer { scalars in
      var start = 0
      for end in ends {
        body(UnsafeBufferPointer(rebasing: scalars[start..<end]))
        start = end
      }
    }
  }

  mutating func append(_ word: some Sequence<UInt32>) {
    scalars.append(contentsOf: word)
    ends.append(scalars.count)
  }

  private mutating func endWord() {
    if scalars.count > (ends.last ?? 0) { ends.append(scalars.count) }
  }
}
