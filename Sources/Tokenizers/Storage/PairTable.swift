/// A map from a pair of 32-bit numbers to a pair of 32-bit numbers: open addressing, keys and values side by side.
///
/// It holds merges (left id, right id -> rank, merged id) and the edges of tries (node, byte -> child).
struct PairTable: Equatable, Sendable {
  private struct Slot: Equatable {
    /// All ones is an empty slot: no caller uses the pair (UInt32.max, UInt32.max).
    var key = UInt64.max
    var first: UInt32 = 0
    var second: UInt32 = 0
  }

  private var slots: [Slot]
  private(set) var count = 0

  init(minimumCapacity: Int = 0) {
    var size = 64
    while size < minimumCapacity * 2 { size *= 2 }
    slots = Array(repeating: Slot(), count: size)
  }

  @inline(__always)
  private static func key(_ left: UInt32, _ right: UInt32) -> UInt64 { UInt64(left) << 32 | UInt64(right) }

  @inline(__always)
  private static func hash(_ key: UInt64) -> Int {
    let product = key &* 0x9E37_79B9_7F4A_7C15
    return Int(truncatingIfNeeded: product >> 32 ^ product >> 15)
  }

  @inline(__always)
  func find(_ left: UInt32, _ right: UInt32) -> (first: UInt32, second: UInt32)? {
    let key = Self.key(left, right)
    let mask = slots.count - 1
    return slots.withUnsafeBufferPointer { slots in
      var index = Self.hash(key) & mask
      while slots[index].key != key {
        if slots[index].key == UInt64.max { return nil }
        index = (index + 1) & mask
      }
      return (slots[index].first, slots[index].second)
    }
  }

  /// Everything in the table, in no particular order.
  var entries: [(left: UInt32, right: UInt32, first: UInt32, second: UInt32)] {
    slots.filter { $0.key != UInt64.max }.map {
      (UInt32(truncatingIfNeeded: $0.key >> 32), UInt32(truncatingIfNeeded: $0.key), $0.first, $0.second)
    }
  }

  /// Adds a pair; the value of a pair that is there already stays.
  mutating func insert(_ left: UInt32, _ right: UInt32, _ first: UInt32, _ second: UInt32) {
    guard find(left, right) == nil else { return }
    if (count + 1) * 2 > slots.count { grow() }
    count += 1
    place(Slot(key: Self.key(left, right), first: first, second: second))
  }

  private mutating func place(_ slot: Slot) {
    let mask = slots.count - 1
    var index = Self.hash(slot.key) & mask
    while slots[index].key != UInt64.max { index = (index + 1) & mask }
    slots[index] = slot
  }

  private mutating func grow() {
    let old = slots
    slots = Array(repeating: Slot(), count: old.count * 2)
    for slot in old where slot.key != UInt64.max { place(slot) }
  }
}
