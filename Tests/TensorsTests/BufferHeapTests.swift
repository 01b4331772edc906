import Randomness
import Tensors
import Testing

@Suite struct BufferHeapTests {
  private static let megabyte = 1 << 20

  private func take(_ bytes: Int, of heap: inout BufferHeap) throws -> (base: UnsafeMutableRawPointer, fresh: Int) {
    let taken = heap.take(bytes)
    return try #require(taken)
  }

  @Test func smallBuffersBecomeALargeOneAndBack() throws {
    var heap = BufferHeap()
    let small = try (0..<4).map { _ in try take(Self.megabyte, of: &heap) }
    #expect(small.map(\.fresh) == Array(repeating: Self.megabyte, count: 4))
    for index in [2, 0, 3, 1] { heap.give(small[index].base, Self.megabyte) }
    let large = try take(4 * Self.megabyte, of: &heap)
    #expect(large.base == small[0].base && large.fresh == 0)
    heap.give(large.base, 4 * Self.megabyte)
    let more = try take(5 * Self.megabyte, of: &heap)
    #expect(more.base == small[0].base && more.fresh == Self.megabyte, "the free end of a segment is extended")
    heap.give(more.base, 5 * Self.megabyte)
    #expect(heap.drain() == 5 * Self.megabyte)
  }

  @Test func theSmallestStretchThatIsLargeEnoughIsTaken() throws {
    var heap = BufferHeap()
    let buffers = try [3, 1, 2, 1].map { try take($0 * Self.megabyte, of: &heap).base }
    heap.give(buffers[0], 3 * Self.megabyte)
    heap.give(buffers[2], 2 * Self.megabyte)
    let two = try take(2 * Self.megabyte, of: &heap)
    let one = try take(Self.megabyte, of: &heap)
    #expect(two.base == buffers[2] && one.base == buffers[0])
  }

  /// Every buffer holds what was written to it for as long as it lives, whatever is taken, freed and drained meanwhile.
  @Test func noTwoBuffersOverlap() throws {
    var heap = BufferHeap()
    var random = Random(seed: 3)
    var live: [(base: UnsafeMutableRawPointer, bytes: Int, mark: Int)] = []
    for mark in 0..<2_000 {
      if live.count > 40 || random.uniform() < 0.45, let last = live.indices.randomElement(using: &random) {
        let buffer = live.remove(at: last)
        for place in [0, buffer.bytes / 2, buffer.bytes - 8] {
          let held = buffer.base.load(fromByteOffset: place / 8 * 8, as: Int.self)
          #expect(held == buffer.mark)
        }
        heap.give(buffer.base, buffer.bytes)
      } else {
        let bytes = BufferHeap.rounded(1 + Int(random.uniform() * 3_000_000))
        let base = try take(bytes, of: &heap).base
        for place in [0, bytes / 2, bytes - 8] { base.storeBytes(of: mark, toByteOffset: place / 8 * 8, as: Int.self) }
        live.append((base, bytes, mark))
      }
      if mark % 500 == 499 { _ = heap.drain() }
    }
    for buffer in live { heap.give(buffer.base, buffer.bytes) }
    #expect(heap.drain() > 0)
  }
}
