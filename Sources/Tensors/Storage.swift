import Synchronization

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The memory of tensors: a buffer that goes back to a cache when its last tensor is gone, or memory of another owner.
final class Storage {
  let base: UnsafeMutablePointer<Float>
  private let capacity: Int
  private let owner: AnyObject?

  /// Uninitialised room for `count` elements.
  init(count: Int) {
    capacity = BufferCache.capacity(for: count)
    base = BufferCache.take(capacity)
    owner = nil
  }

  /// Memory that `owner` keeps alive, such as a mapped file; it is only ever read.
  init(reading bytes: UnsafeRawPointer, owner: AnyObject) {
    base = UnsafeMutableRawPointer(mutating: bytes).assumingMemoryBound(to: Float.self)
    self.owner = owner
    capacity = 0
  }

  /// The first byte, for elements that are no floats.
  var bytes: UnsafeMutableRawPointer { UnsafeMutableRawPointer(base) }

  deinit {
    if owner == nil { BufferCache.give(base, capacity) }
  }
}

/// Freed buffers, kept by size for the next tensor of that size, since fresh pages are dear.
public enum BufferCache {
  private struct Address: @unchecked Sendable { let pointer: UnsafeMutablePointer<Float> }
  private static let free = Mutex<[Int: [Address]]>([:])
  private static let held = Atomic<Int>(0)

  /// The bytes of all buffers in use or in the cache.
  public static var bytes: Int { held.load(ordering: .relaxed) * MemoryLayout<Float>.size }

  /// Gives the unused buffers back to the system.
  public static func drain() {
    free.withLock { lists in
      for (capacity, list) in lists {
        for address in list { deallocate(address.pointer, capacity) }
      }
      lists = [:]
    }
  }

  /// The size of buffer that holds `count` elements: at most an eighth more.
  static func capacity(for count: Int) -> Int {
    let least = max(count, 16)
    let step = max(16, 1 << (Int.bitWidth - 1 - least.leadingZeroBitCount - 3))
    return (least + step - 1) / step * step
  }

  static func take(_ capacity: Int) -> UnsafeMutablePointer<Float> {
    if let address = free.withLock({ $0[capacity]?.popLast() }) { return address.pointer }
    var memory: UnsafeMutableRawPointer?
    guard posix_memalign(&memory, 64, capacity * MemoryLayout<Float>.size) == 0, let memory else {
      fatalError("out of memory: \(capacity * MemoryLayout<Float>.size) bytes for a tensor")
    }
    held.add(capacity, ordering: .relaxed)
    return memory.bindMemory(to: Float.self, capacity: capacity)
  }

  static func give(_ pointer: UnsafeMutablePointer<Float>, _ capacity: Int) {
    let address = Address(pointer: pointer)
    free.withLock { $0[capacity, default: []].append(address) }
  }

  private static func deallocate(_ pointer: UnsafeMutablePointer<Float>, _ capacity: Int) {
    held.subtract(capacity, ordering: .relaxed)
    release(pointer)
  }
}

private func release(_ pointer: UnsafeMutablePointer<Float>) { free(pointer) }
