import Synchronization

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The memory of tensors: a buffer that goes back to a cache when its last tensor is gone, or memory of another owner.
final class Storage {
  let base: UnsafeMutablePointer<Float>
  private let buffer: BufferCache.Buffer?
  private let owner: AnyObject?

  /// Uninitialised room for `count` elements.
  init(count: Int) {
    let buffer = BufferCache.take(count)
    self.buffer = buffer
    base = buffer.base
    owner = nil
  }

  /// Memory that `owner` keeps alive, such as a mapped file; it is only ever read.
  init(reading bytes: UnsafeRawPointer, owner: AnyObject) {
    base = UnsafeMutableRawPointer(mutating: bytes).assumingMemoryBound(to: Float.self)
    self.owner = owner
    buffer = nil
  }

  /// The first byte, for elements that are no floats.
  var bytes: UnsafeMutableRawPointer { UnsafeMutableRawPointer(base) }

  deinit {
    if let buffer { BufferCache.give(buffer) }
  }
}

/// Freed buffers, kept for the next tensors, since fresh pages are dear: small ones by size, large ones in a heap.
public enum BufferCache {
  /// Room for at least as many floats as were asked for.
  struct Buffer: @unchecked Sendable {
    let base: UnsafeMutablePointer<Float>
    let capacity: Int
    fileprivate let isOfHeap: Bool

    fileprivate var bytes: Int { capacity * MemoryLayout<Float>.size }
  }

  private struct Kept {
    var free: [Int: [Buffer]] = [:]
    var heap = BufferHeap()
  }

  private static let kept = Mutex(Kept())
  private static let held = Atomic<Int>(0)

  /// How many buffers were ever asked of the system.
  package static var made: Int { count.load(ordering: .relaxed) }
  private static let count = Atomic<Int>(0)

  /// The bytes of all buffers in use or in the cache.
  public static var bytes: Int { held.load(ordering: .relaxed) }

  /// Gives the unused buffers back to the system.
  public static func drain() {
    kept.withLock { kept in
      for buffer in kept.free.values.joined() {
        held.subtract(buffer.bytes, ordering: .relaxed)
        free(buffer.base)
      }
      kept.free = [:]
      held.subtract(kept.heap.drain(), ordering: .relaxed)
    }
  }

  /// The least bytes of a buffer of the heap.
  private static let leastInHeap = 1 << 18

  /// The size of a small buffer that holds `count` elements: at most an eighth more.
  private static func capacity(for count: Int) -> Int {
    let least = max(count, 16)
    let step = max(16, 1 << (Int.bitWidth - 1 - least.leadingZeroBitCount - 3))
    return (least + step - 1) / step * step
  }

  /// A buffer for `count` elements.
  static func take(_ count: Int) -> Buffer {
    let bytes = count * MemoryLayout<Float>.size
    return bytes < leastInHeap ? takeSmall(capacity(for: count)) : takeLarge(BufferHeap.rounded(bytes))
  }

  private static func takeLarge(_ bytes: Int) -> Buffer {
    guard let (base, fresh) = kept.withLock({ $0.heap.take(bytes) }) else { outOfMemory(bytes) }
    if fresh > 0 { note(fresh) }
    let capacity = bytes / MemoryLayout<Float>.size
    return Buffer(base: base.bindMemory(to: Float.self, capacity: capacity), capacity: capacity, isOfHeap: true)
  }

  /// A kept one of up to half more, or a new one. Batches differ in length: without the larger ones the cache would come
  /// to hold a set of buffers for every length.
  private static func takeSmall(_ capacity: Int) -> Buffer {
    let kept = kept.withLock { kept -> Buffer? in
      var size = capacity
      while size <= capacity + capacity / 2 {
        if let buffer = kept.free[size]?.popLast() { return buffer }
        size = Self.capacity(for: size + 1)
      }
      return nil
    }
    return kept ?? new(capacity)
  }

  private static func new(_ capacity: Int) -> Buffer {
    let bytes = capacity * MemoryLayout<Float>.size
    var memory: UnsafeMutableRawPointer?
    guard posix_memalign(&memory, 64, bytes) == 0, let memory else { outOfMemory(bytes) }
    note(bytes)
    return Buffer(base: memory.bindMemory(to: Float.self, capacity: capacity), capacity: capacity, isOfHeap: false)
  }

  private static func note(_ bytes: Int) {
    held.add(bytes, ordering: .relaxed)
    count.add(1, ordering: .relaxed)
  }

  private static func outOfMemory(_ bytes: Int) -> Never { fatalError("out of memory: \(bytes) bytes for a tensor") }

  static func give(_ buffer: Buffer) {
    kept.withLock { kept in
      if buffer.isOfHeap {
        kept.heap.give(buffer.base, buffer.bytes)
      } else {
        kept.free[buffer.capacity, default: []].append(buffer)
      }
    }
  }
}
