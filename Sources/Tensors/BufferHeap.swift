#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Memory of the system for large buffers. What is freed joins its free neighbours and serves buffers of any size: what
/// a forward pass holds in small pieces, the backward pass takes in large ones. It lies on large pages where the system
/// has them, since a product walks through its factors by rows that are far apart, and would look up a small page for
/// each.
package struct BufferHeap {
  /// A range of addresses that is filled from its start.
  private struct Segment {
    let base: UnsafeMutableRawPointer
    let size: Int
    /// Up to where it was ever used; the rest costs no memory.
    var end = 0
    /// What is free before the end, in order, no two of them side by side.
    var free: [Range<Int>] = []

    /// Where a buffer starts that goes beyond the end.
    var start: Int {
      guard let last = free.last, last.upperBound == end else { return end }
      return last.lowerBound
    }
  }

  private var segments: [Segment] = []

  package init() {}

  private static let largePage = 1 << 21
  /// Buffers begin on pages.
  private static let page = 1 << 12
  private static let leastSegment = 1 << 30

  /// The bytes that a buffer of `bytes` takes.
  package static func rounded(_ bytes: Int) -> Int { (bytes + page - 1) / page * page }

  /// A buffer, and how many of its bytes were never used before; nil where the system has no more.
  package mutating func take(_ bytes: Int) -> (base: UnsafeMutableRawPointer, fresh: Int)? {
    if let base = takeFree(bytes) { return (base, 0) }
    guard let index = segments.firstIndex(where: { $0.size - $0.start >= bytes }) ?? addSegment(for: bytes) else {
      return nil
    }
    let (start, end) = (segments[index].start, segments[index].end)
    if start < end { segments[index].free.removeLast() }
    segments[index].end = start + bytes
    return (segments[index].base + start, start + bytes - end)
  }

  /// The front of the smallest free stretch that is large enough.
  private mutating func takeFree(_ bytes: Int) -> UnsafeMutableRawPointer? {
    var found: (segment: Int, stretch: Int, size: Int)?
    for (segment, candidate) in segments.enumerated() {
      for (index, stretch) in candidate.free.enumerated() where stretch.count >= bytes {
        if stretch.count < found?.size ?? Int.max { found = (segment, index, stretch.count) }
      }
    }
    guard let found else { return nil }
    let stretch = segments[found.segment].free[found.stretch]
    if found.size == bytes {
      segments[found.segment].free.remove(at: found.stretch)
    } else {
      segments[found.segment].free[found.stretch] = stretch.lowerBound + bytes..<stretch.upperBound
    }
    return segments[found.segment].base + stretch.lowerBound
  }

  /// Frees a buffer that `take` gave.
  package mutating func give(_ buffer: UnsafeMutableRawPointer, _ bytes: Int) {
    guard let index = segments.firstIndex(where: { $0.base <= buffer && buffer < $0.base + $0.size }) else {
      preconditionFailure("a buffer of no segment")
    }
    var joined = (buffer - segments[index].base)..<(buffer - segments[index].base + bytes)
    var (low, high) = (0, segments[index].free.count)
    while low < high {
      let middle = (low + high) / 2
      if segments[index].free[middle].lowerBound < joined.lowerBound { low = middle + 1 } else { high = middle }
    }
    var replaced = low..<low
    if low > 0, segments[index].free[low - 1].upperBound == joined.lowerBound {
      replaced = low - 1..<low
      joined = segments[index].free[low - 1].lowerBound..<joined.upperBound
    }
    if low < segments[index].free.count, segments[index].free[low].lowerBound == joined.upperBound {
      replaced = replaced.lowerBound..<low + 1
      joined = joined.lowerBound..<segments[index].free[low].upperBound
    }
    segments[index].free.replaceSubrange(replaced, with: CollectionOfOne(joined))
  }

  /// Gives what is free back to the system.
  /// - Returns: the bytes that will be fresh again.
  package mutating func drain() -> Int {
    var bytes = 0
    for index in segments.indices {
      let (start, end) = (segments[index].start, segments[index].end)
      for stretch in segments[index].free {
        _ = madvise(segments[index].base + stretch.lowerBound, stretch.count, MADV_DONTNEED)
      }
      if start < end { segments[index].free.removeLast() }
      segments[index].end = start
      bytes += end - start
    }
    segments.removeAll { segment in
      if segment.end == 0 { munmap(segment.base, segment.size) }
      return segment.end == 0
    }
    return bytes
  }

  /// The index of a new segment; nil where the system has no more.
  private mutating func addSegment(for bytes: Int) -> Int? {
    guard let segment = Self.segment(for: bytes) else { return nil }
    segments.append(segment)
    return segments.count - 1
  }

  private static func segment(for bytes: Int) -> Segment? {
    let least = (bytes + largePage - 1) / largePage * largePage
    for size in [max(leastSegment, least), least] {
      let memory = mmap(
        nil, size + largePage, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0)
      guard let memory, memory != MAP_FAILED else { continue }
      let skipped = (largePage - Int(bitPattern: memory) % largePage) % largePage
      if skipped > 0 { munmap(memory, skipped) }
      if skipped < largePage { munmap(memory + skipped + size, largePage - skipped) }
      #if canImport(Glibc)
        madvise(memory + skipped, size, MADV_HUGEPAGE)
      #endif
      return Segment(base: memory + skipped, size: size)
    }
    return nil
  }
}
