/// A trie over bytes whose keys carry a number.
struct ByteTrie: Equatable, Sendable {
  private static let none = UInt32.max
  private var edges = PairTable()
  private var values: [UInt32] = [none]
  /// Which bytes start a key: most positions of a text are settled by this alone.
  private var starts = [Bool](repeating: false, count: 256)

  var isEmpty: Bool { values.count == 1 }

  mutating func insert(_ key: some Sequence<UInt8>, _ value: Int) {
    var node: UInt32 = 0
    for byte in key {
      if node == 0 { starts[Int(byte)] = true }
      if let child = edges.find(node, UInt32(byte)) {
        node = child.first
      } else {
        let child = UInt32(values.count)
        edges.insert(node, UInt32(byte), child, 0)
        values.append(Self.none)
        node = child
      }
    }
    values[Int(node)] = UInt32(value)
  }

  /// Whether some key starts with this byte.
  @inline(__always)
  func starts(with byte: UInt8) -> Bool { starts[Int(byte)] }

  /// Calls `body` with the end and value of every key that starts at `position`, shortest first.
  @inline(__always)
  func forEachMatch(in bytes: UTF8Bytes, at position: Int, _ body: (_ end: Int, _ value: Int) -> Void) {
    guard position < bytes.count, starts[Int(bytes[position])] else { return }
    var node: UInt32 = 0
    var end = position
    while end < bytes.count, let child = edges.find(node, UInt32(bytes[end])) {
      node = child.first
      end += 1
      if values[Int(node)] != Self.none { body(end, Int(values[Int(node)])) }
    }
  }

  /// The longest key that starts at `position`.
  func longestMatch(in bytes: UTF8Bytes, at position: Int) -> (end: Int, value: Int)? {
    var longest: (end: Int, value: Int)?
    forEachMatch(in: bytes, at: position) { longest = ($0, $1) }
    return longest
  }
}
