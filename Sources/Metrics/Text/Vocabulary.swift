/// The distinct words of a corpus, numbered in the order of their first appearance.
///
/// Two words are the same if their scalars are: Python compares so, while Swift's `String` equates canonically
/// equivalent spellings.
struct Vocabulary {
  private var scalars: [UInt32] = []
  private var starts: [Int] = [0]
  private var slots = [Int32](repeating: -1, count: 1 << 10)

  /// How many words there are.
  var count: Int { starts.count - 1 }

  /// The scalars of a word.
  subscript(id: Int32) -> ArraySlice<UInt32> { scalars[starts[Int(id)]..<starts[Int(id) + 1]] }

  /// The number of a word, which is added if it is new.
  mutating func intern(_ word: UnsafeBufferPointer<UInt32>) -> Int32 {
    let slot = slot(of: word)
    if slots[slot] >= 0 { return slots[slot] }
    let id = Int32(count)
    scalars.append(contentsOf: word)
    starts.append(scalars.count)
    slots[slot] = id
    if count * 2 > slots.count { grow() }
    return id
  }

  /// The number of each word of another vocabulary in this one, to which the new ones are added.
  mutating func intern(allOf other: Vocabulary) -> [Int32] {
    (0..<other.count).map { word in other[Int32(word)].withUnsafeBufferPointer { intern($0) } }
  }

  /// The number of a word, or nil if it is not known.
  func find(_ word: some Collection<UInt32>) -> Int32? {
    let id = ContiguousArray(word).withUnsafeBufferPointer { slots[slot(of: $0)] }
    return id >= 0 ? id : nil
  }

  private func slot(of word: UnsafeBufferPointer<UInt32>) -> Int {
    var slot = Self.hash(word) & (slots.count - 1)
    while slots[slot] >= 0, !matches(slots[slot], word) { slot = (slot + 1) & (slots.count - 1) }
    return slot
  }

  private func matches(_ id: Int32, _ word: UnsafeBufferPointer<UInt32>) -> Bool {
    let start = starts[Int(id)]
    guard starts[Int(id) + 1] - start == word.count else { return false }
    for position in word.indices where scalars[start + position] != word[position] { return false }
    return true
  }

  private mutating func grow() {
    slots = [Int32](repeating: -1, count: slots.count * 2)
    for id in 0..<Int32(count) {
      let place = self[id].withUnsafeBufferPointer { slot(of: $0) }
      slots[place] = id
    }
  }

  private static func hash(_ word: UnsafeBufferPointer<UInt32>) -> Int {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for scalar in word { hash = (hash ^ UInt64(scalar)) &* 0x9E37_79B9_7F4A_7C15 }
    return Int(truncatingIfNeeded: (hash ^ hash >> 32) & 0x7FFF_FFFF)
  }
}
