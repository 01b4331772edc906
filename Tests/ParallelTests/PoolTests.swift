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
