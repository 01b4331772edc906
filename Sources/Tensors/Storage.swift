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

/// Freed buffers, kept by size for the next tensor of about that size, since fresh pages are dear.
public enum BufferCache {
  /// Room for at least as many floats as were asked for.
  struct Buffer: @unchecked Sendable {
    let base: UnsafeMutablePointer<Float>
    let capacity: Int
  }

  private static let free = Mutex<[Int: [Buffer]]>([:])
  private static let held = Atomic<Int>(0)

  /// How many buffers were ever asked of the system.
  package static var made: Int { count.load(ordering: .relaxed) }
  private static let count = Atomic<Int>(0)

  /// The bytes of all buffers in use or in the cache.
  public static var bytes: Int { held.load(ordering: .relaxed) * MemoryLayout<Float>.size }

  /// Gives the unused buffers back to the system.
  public static func drain() {
    free.withLock { lists in
      for buffer in lists.values.joined() {
        held.subtract(buffer.capacity, ordering: .relaxed)
        release(buffer.base)
      }
      lists = [:]
    }
  }

  /// The size of buffer that holds `count` elements: at most an eighth more.
  private static func capacity(for count: Int) -> Int {
    let least = max(count, 16)
    let step = max(16, 1 << (Int.bitWidth - 1 - least.leadingZeroBitCount - 3))
    return (least + step - 1) / step * step
  }

  /// A buffer for `count` elements: a kept one of up to half more, or a new one. Batches differ in length: without the
  /// larger ones the cache would come to hold a set of buffers for every length.
  static func take(_ count: Int) -> Buffer {
    let capacity = capacity(for: count)
    let kept = free.withLock { lists -> Buffer? in
      var size = capacity
      while size <= capacity + capacity / 2 {
        if let buffer = lists[size]?.popLast() { return buffer }
        size = Self.capacity(for: size + 1)
      }
      return nil
    }
    return kept ?? new(capacity)
  }

  /// The size of large pages, and of the least buffer that lies on them: a product walks through its factors by rows that
  /// are far apart, and would look up a small page for each.
  private static let largePage = 1 << 21
  private static let leastOnLargePages = 2 * largePage

  private static func new(_ capacity: Int) -> Buffer {
    let bytes = capacity * MemoryLayout<Float>.size
    let isLarge = bytes >= leastOnLargePages
    var memory: UnsafeMutableRawPointer?
    guard posix_memalign(&memory, isLarge ? largePage : 64, bytes) == 0, let memory else {
      fatalError("out of memory: \(bytes) bytes for a tensor")
    }
    #if canImport(Glibc)
      if isLarge { madvise(memory, bytes, MADV_HUGEPAGE) }
    #endif
    held.add(capacity, ordering: .relaxed)
    count.add(1, ordering: .relaxed)
    return Buffer(base: memory.bindMemory(to: Float.self, capacity: capacity), capacity: capacity)
  }

  static func give(_ buffer: Buffer) {
    free.withLock { $0[buffer.capacity, default: []].append(buffer) }
  }
}

private func release(_ pointer: UnsafeMutablePointer<Float>) { free(pointer) }
