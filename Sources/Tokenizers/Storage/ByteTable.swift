/// Distinct byte strings, numbered in the order in which they came: an open-addressing hash table over one
/// block of bytes.
final class ByteTable: @unchecked Sendable {
  private struct Slot {
    var hash: UInt32 = 0
    /// The entry's number plus one; 0 is an empty slot.
    var entry: UInt32 = 0
    var offset: UInt32 = 0
    var length: UInt32 = 0
  }

  private var slots: [Slot]
  private var bytes: [UInt8] = []
  private(set) var count = 0

  init(minimumCapacity: Int = 0) {
    slots = Array(repeating: Slot(), count: Self.slotCount(holding: minimumCapacity))
  }

  /// A power of two that stays at most half full.
  private static func slotCount(holding entries: Int) -> Int {
    var size = 64
    while size < entries * 2 { size *= 2 }
    return size
  }

  /// The number of the entry with these bytes, or nil.
  @inline(__always)
  func find(_ key: UTF8Bytes) -> Int? {
    find(key, hash: Self.hash(key))
  }

  @inline(__always)
  func find(_ key: UTF8Bytes, hash: UInt32) -> Int? {
    let mask = slots.count - 1
    return slots.withUnsafeBufferPointer { slots in
      var index = Int(hash) & mask
      while slots[index].entry != 0 {
        if slots[index].hash == hash, slots[index].length == key.count, matches(slots[index], key) {
          return Int(slots[index].entry) - 1
        }
        index = (index + 1) & mask
      }
      return nil
    }
  }

  func find(_ key: [UInt8]) -> Int? {
    key.withUnsafeBufferPointer { find($0) }
  }

  @inline(__always)
  private func matches(_ slot: Slot, _ key: UTF8Bytes) -> Bool {
    bytes.withUnsafeBufferPointer { bytes in
      let base = Int(slot.offset)
      for index in 0..<key.count where bytes[base + index] != key[index] { return false }
      return true
    }
  }

  /// The number of the entry with these bytes, made if it is not there yet.
  @discardableResult
  func insert(_ key: UTF8Bytes) -> Int {
    let hash = Self.hash(key)
    if let entry = find(key, hash: hash) { return entry }
    if (count + 1) * 2 > slots.count { grow() }
    count += 1
    place(Slot(hash: hash, entry: UInt32(count), offset: UInt32(bytes.count), length: UInt32(key.count)))
    bytes.append(contentsOf: key)
    return count - 1
  }

  @discardableResult
  func insert(_ key: [UInt8]) -> Int {
    key.withUnsafeBufferPointer { insert($0) }
  }

  func removeAll() {
    slots = Array(repeating: Slot(), count: slots.count)
    bytes.removeAll(keepingCapacity: true)
    count = 0
  }

  private func place(_ slot: Slot) {
    let mask = slots.count - 1
    var index = Int(slot.hash) & mask
    while slots[index].entry != 0 { index = (index + 1) & mask }
    slots[index] = slot
  }

  private func grow() {
    let old = slots
    slots = Array(repeating: Slot(), count: old.count * 2)
    for slot in old where slot.entry != 0 { place(slot) }
  }

  /// A multiply-and-fold hash over eight bytes at a time.
  @inline(__always)
  static func hash(_ key: UTF8Bytes) -> UInt32 {
    let multiplier: UInt64 = 0x9E37_79B9_7F4A_7C15
    guard let base = key.baseAddress else { return 0 }
    let raw = UnsafeRawPointer(base)
    var state = UInt64(truncatingIfNeeded: key.count) &* multiplier
    var position = 0
    while position + 8 <= key.count {
      state = fold(state ^ raw.loadUnaligned(fromByteOffset: position, as: UInt64.self), multiplier)
      position += 8
    }
    var tail: UInt64 = 0
    while position < key.count {
      tail = tail << 8 | UInt64(key[position])
      position += 1
    }
    state = fold(state ^ tail, multiplier)
    return UInt32(truncatingIfNeeded: state ^ state >> 32)
  }

  @inline(__always)
  private static func fold(_ value: UInt64, _ multiplier: UInt64) -> UInt64 {
    let product = (value ^ 0xA076_1D64_78BD_642F).multipliedFullWidth(by: multiplier)
    return product.high ^ product.low
  }
}
