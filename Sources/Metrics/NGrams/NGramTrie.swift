/// N-grams numbered in the order of their first appearance: each is its n-1 first words' number and its last word.
///
/// An open-addressing table whose key packs both into 64 bits, so no n-gram is ever stored or compared word by word.
struct NGramTrie {
  /// The number of the empty n-gram.
  static let root: Int32 = -1

  private(set) var count = 0
  private var keys: [UInt64]
  private var values: [Int32]
  private var used: [Int32] = []

  init(capacity: Int = 256) {
    keys = [UInt64](repeating: 0, count: capacity)
    values = [Int32](repeating: -1, count: capacity)
  }

  /// The number of `prefix` followed by `word`, and whether it is new.
  mutating func insert(_ prefix: Int32, _ word: Int32) -> (id: Int32, isNew: Bool) {
    let key = Self.key(prefix, word)
    let slot = slot(key)
    if values[slot] >= 0 { return (values[slot], false) }
    let id = Int32(count)
    keys[slot] = key
    values[slot] = id
    used.append(Int32(slot))
    count += 1
    if count * 2 > keys.count { grow() }
    return (id, true)
  }

  /// Numbers every n-gram up to an order in a text; `visit` sees each occurrence, shorter ones before those that they
  /// begin.
  mutating func insertAll(
    _ words: ArraySlice<Int32>, order: Int, visit: (_ id: Int, _ isNew: Bool, _ ngram: NGram) -> Void
  ) {
    words.withUnsafeBufferPointer { words in
      for start in words.indices {
        var prefix = Self.root
        for position in start..<min(start + order, words.endIndex) {
          let (id, isNew) = insert(prefix, words[position])
          visit(Int(id), isNew, NGram(order: position - start + 1, prefix: prefix, word: words[position]))
          prefix = id
        }
      }
    }
  }

  /// The number of `prefix` followed by `word`, or nil if it never appeared.
  func find(_ prefix: Int32, _ word: Int32) -> Int32? {
    let value = values[slot(Self.key(prefix, word))]
    return value >= 0 ? value : nil
  }

  /// Forgets all n-grams and keeps the memory.
  mutating func removeAll() {
    for slot in used { values[Int(slot)] = -1 }
    used.removeAll(keepingCapacity: true)
    count = 0
  }

  private static func key(_ prefix: Int32, _ word: Int32) -> UInt64 {
    UInt64(UInt32(bitPattern: prefix)) << 32 | UInt64(UInt32(bitPattern: word))
  }

  private func slot(_ key: UInt64) -> Int {
    var slot = Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 33) & (keys.count - 1)
    while values[slot] >= 0, keys[slot] != key { slot = (slot + 1) & (keys.count - 1) }
    return slot
  }

  private mutating func grow() {
    let (oldKeys, oldValues, oldUsed) = (keys, values, used)
    self = NGramTrie(capacity: oldKeys.count * 2)
    for slot in oldUsed {
      let fresh = self.slot(oldKeys[Int(slot)])
      keys[fresh] = oldKeys[Int(slot)]
      values[fresh] = oldValues[Int(slot)]
      used.append(Int32(fresh))
      count += 1
    }
  }
}

/// An n-gram by its length, the number of its first n-1 words, and its last word.
struct NGram {
  let order: Int
  let prefix: Int32
  let word: Int32
}
