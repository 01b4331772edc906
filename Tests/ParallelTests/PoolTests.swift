import Parallel
import Synchronization
import Testing

@Suite(.serialized) struct PoolTests {
  @Test(arguments: [1, 2, 5]) func everyIndexRunsOnce(threads: Int) {
    let before = Pool.threads
    Pool.threads = threads
    defer { Pool.threads = before }
    for count in [0, 1, 2, 97] {
      let sum = Atomic(0)
      Pool.forEach(count) { index in _ = sum.add(index + 1, ordering: .relaxed) }
      #expect(sum.load(ordering: .relaxed) == count * (count + 1) / 2)
    }
  }

  /// What the loops say they read is asked for ahead: also what is no memory at all must do no harm.
  @Test(arguments: [1, 2, 5]) func everyIndexOfTheSharesRunsOnce(threads: Int) throws {
    let before = Pool.threads
    Pool.threads = threads
    defer { Pool.threads = before }
    let places = try [1, 1 << 20, 1 << 46].map { try #require(UnsafeRawPointer(bitPattern: $0)) }
    for count in [0, 1, 2, 3, 97] + Array(repeating: 10, count: 20) {
      let claimed = (0..<count).map { _ in Counter() }
      Pool.forEachInShares(count, reading: places[count % places.count], stretch: 1 << 16) { claimed[$0].add() }
      #expect(claimed.map(\.value) == Array(repeating: 1, count: count))
    }
  }

  /// Threads that join late must not take part in a pass that was over before.
  @Test func everyIndexRunsOnceWhileThreadsAreAdded() {
    let before = Pool.threads
    defer { Pool.threads = before }
    for threads in 2...40 {
      Pool.threads = threads
      let sum = Atomic(0)
      Pool.forEach(64) { index in _ = sum.add(index + 1, ordering: .relaxed) }
      #expect(sum.load(ordering: .relaxed) == 64 * 65 / 2)
    }
  }

  @Test func rangesCoverTheWholeInOrder() {
    let pieces = Pool.map(4) { $0 * $0 }
    #expect(pieces == [0, 1, 4, 9])
    let covered = Atomic(0)
    Pool.forEachRange(10, grain: 3) { range in _ = covered.add(range.count, ordering: .relaxed) }
    #expect(covered.load(ordering: .relaxed) == 10)
  }

  @Test func theThreadsOfTheLoopHaveTheCallersNumber() {
    #expect(Pool.inherited == 0)
    Pool.inherited = 7
    defer { Pool.inherited = 0 }
    #expect(Pool.map(64) { _ in Pool.inherited } == Array(repeating: 7, count: 64))
  }

  @Test func nestedLoopsRun() {
    let sum = Atomic(0)
    Pool.forEach(8) { _ in Pool.forEach(8) { _ in _ = sum.add(1, ordering: .relaxed) } }
    #expect(sum.load(ordering: .relaxed) == 64)
  }
}

private final class Counter: Sendable {
  private let count = Atomic(0)
  var value: Int { count.load(ordering: .relaxed) }
  func add() { count.add(1, ordering: .relaxed) }
}
