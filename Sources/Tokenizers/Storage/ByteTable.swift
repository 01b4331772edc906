/// Distinct byte strings, numbered in the order in which they came: an open-addressing hash table over one
/// block of bytes.
///
/// The first and last bytes of a key stand in its slot, so that short words are compared without a second look-up.
final class ByteTable: @unchecked Sendable {
  private struct Slot {
    var fingerprint = Fingerprint()
    /// The entry's number plus one; 0 is an empty slot.
    var entry: UInt32 = 0
    var offset: UInt32 = 0
  }

  /// The hash and length of a key with up to sixteen of its bytes: all of them when there are no more.
  private struct Fingerprint: Equatable {
    var head: UInt64 = 0
    var tail: UInt64 = 0
    var hash: UInt32 = 0
    var length: UInt32 = 0

    init() {}

    @inline(__always)
    init(_ key: UTF8Bytes) {
      length = UInt32(truncatingIfNeeded: key.count)
      guard let base = key.baseAddress else { return }
      let raw = UnsafeRawPointer(base)
      if key.count >= 8 {
        head = raw.loadUnaligned(as: UInt64.self)
        tail = raw.loadUnaligned(fromByteOffset: key.count - 8, as: UInt64.self)
      } else if key.count >= 4 {
        head = UInt64(raw.loadUnaligned(as: UInt32.self))
        tail = UInt64(raw.loadUnaligned(fromByteOffset: key.count - 4, as: UInt32.self))
      } else if key.count > 0 {
        head = UInt64(key[0]) | UInt64(key[key.count / 2]) << 8 | UInt64(key[key.count - 1]) << 16
      }
      hash = Self.hash(raw, key.count, head, tail)
    }

    /// A multiply-and-fold hash over eight bytes at a time.
    @inline(__always)
    private static func hash(_ raw: UnsafeRawPointer, _ count: Int, _ head: UInt64, _ tail: UInt64) -> UInt32 {
      var state = fold(head ^ 0xA076_1D64_78BD_642F, UInt64(truncatingIfNeeded: count) ^ 0x9E37_79B9_7F4A_7C15)
      var position = 8
      while position + 8 < count {
        state = fold(state ^ raw.loadUnaligned(fromByteOffset: position, as: UInt64.self), 0x9E37_79B9_7F4A_7C15)
        position += 8
      }
      state = fold(state ^ tail, 0xE703_7ED1_A0B4_28DB)
      return UInt32(truncatingIfNeeded: state ^ state >> 32)
    }

    @inline(__always)
    private static func fold(_ value: UInt64, _ multiplier: UInt64) -> UInt64 {
      let product = value.multipliedFullWidth(by: multiplier)
      return product.high ^ product.low
    }
  }

  /// Up to this length a fingerprint is the whole key.
  private static let longestInSlot = 16

  private var slots: UnsafeMutableBufferPointer<Slot>
  private var bytes: [UInt8] = []
  private(set) var count = 0

  init(minimumCapacity: Int = 0) {
    var size = 64
    while size < minimumCapacity * 2 { size *= 2 }
    slots = Self.emptySlots(size)
  }

  deinit { slots.deallocate() }

  private static func emptySlots(_ count: Int) -> UnsafeMutableBufferPointer<Slot> {
    let slots = UnsafeMutableBufferPointer<Slot>.allocate(capacity: count)
    slots.initialize(repeating: Slot())
    return slots
  }

  /// The number of the entry with these bytes, or nil.
  @inline(__always)
  func find(_ key: UTF8Bytes) -> Int? {
    find(key, Fingerprint(key))
  }

  @inline(__always)
  private func find(_ key: UTF8Bytes, _ fingerprint: Fingerprint) -> Int? {
    let slots = slots
    let mask = slots.count - 1
    var index = Int(fingerprint.hash) & mask
    while slots[index].entry != 0 {
      if slots[index].fingerprint == fingerprint, key.count <= Self.longestInSlot || matches(slots[index], key) {
        return Int(slots[index].entry) - 1
      }
      index = (index + 1) & mask
    }
    return nil
  }

  func find(_ key: [UInt8]) -> Int? {
    key.withUnsafeBufferPointer { find($0) }
  }

  private func matches(_ slot: Slot, _ key: UTF8Bytes) -> Bool {
    bytes[Int(slot.offset)..<Int(slot.offset) + key.count].elementsEqual(key)
  }

  /// The number of the entry with these bytes, made if it is not there yet.
  @discardableResult
  func insert(_ key: UTF8Bytes) -> Int {
    let fingerprint = Fingerprint(key)
    if let entry = find(key, fingerprint) { return entry }
    if (count + 1) * 2 > slots.count { grow() }
    count += 1
    place(Slot(fingerprint: fingerprint, entry: UInt32(count), offset: UInt32(bytes.count)))
    if key.count > Self.longestInSlot { bytes.append(contentsOf: key) }
    return count - 1
  }

  @discardableResult
  func insert(_ key: [UInt8]) -> Int {
    key.withUnsafeBufferPointer { insert($0) }
  }

  func removeAll() {
    slots.update(repeating: Slot())
    bytes.removeAll(keepingCapacity: true)
    count = 0
  }

  private func place(_ slot: Slot) {
    let mask = slots.count - 1
    var index = Int(slot.fingerprint.hash) & mask
    while slots[index].entry != 0 { index = (index + 1) & mask }
    slots[index] = slot
  }

  private func grow() {
    let old = slots
    slots = Self.emptySlots(old.count * 2)
    for slot in old where slot.entry != 0 { place(slot) }
    old.deallocate()
  }
}
