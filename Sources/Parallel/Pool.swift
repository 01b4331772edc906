import CKernels

/// The process-wide thread pool, on which every parallel loop of the engine runs.
///
/// What is computed must not depend on how many threads there are: callers cut their work into pieces by its shape
/// alone, and combine partial results in the order of the pieces.
public enum Pool {
  /// How many threads a parallel loop uses, the caller's included; 0 restores one per available processor.
  public static var threads: Int {
    get { Int(meit_pool_threads()) }
    set { meit_pool_set_threads(Int32(clamping: newValue)) }
  }

  /// A number of this thread, 0 at first, that the pool's threads have too while they work for it: a setting that holds
  /// for what one caller computes and for nobody else.
  public static var inherited: Int {
    get { meit_pool_inherited() }
    set { meit_pool_set_inherited(newValue) }
  }

  /// Calls `body` once for every index in `0..<count`, in no particular order; a nested call runs serially.
  public static func forEach(_ count: Int, _ body: (Int) -> Void) { run(meit_pool_run, count, body) }

  /// The same in `threads` shares of equally many consecutive indices, one for each thread, who begins with those of its
  /// own in their order and then helps the others: for loops that read much memory, each thread one stretch of it.
  /// - Parameters:
  ///   - memory: where the first share's stretch begins.
  ///   - stretch: the bytes from one share's stretch to the next one's.
  public static func forEachInShares(
    _ count: Int, reading memory: UnsafeRawPointer, stretch: Int, _ body: (Int) -> Void
  ) {
    meit_pool_reads(memory, stretch)
    run(meit_pool_run_shares, count, body)
  }

  private typealias Loop = (
    (@convention(c) (UnsafeMutableRawPointer?, Int) -> Void)?, UnsafeMutableRawPointer?, Int
  ) -> Void

  private static func run(_ loop: Loop, _ count: Int, _ body: (Int) -> Void) {
    withoutActuallyEscaping(body) { body in
      var body = body
      withUnsafeMutablePointer(to: &body) { context in
        loop(
          { context, index in context?.assumingMemoryBound(to: ((Int) -> Void).self).pointee(index) }, context, count)
      }
    }
  }

  /// Calls `body` with consecutive ranges of at most `grain` indices that together cover `0..<count`.
  public static func forEachRange(_ count: Int, grain: Int, _ body: (Range<Int>) -> Void) {
    precondition(grain > 0, "a grain of \(grain) covers nothing")
    forEach((count + grain - 1) / grain) { piece in
      body(piece * grain..<min(count, (piece + 1) * grain))
    }
  }

  /// The values of `body` for every index in `0..<count`, computed in parallel, in order.
  public static func map<Value>(_ count: Int, _ body: (Int) -> Value) -> [Value] {
    [Value](unsafeUninitializedCapacity: count) { buffer, initialized in
      nonisolated(unsafe) let base = buffer.baseAddress
      forEach(count) { index in
        guard let base else { return }
        (base + index).initialize(to: body(index))
      }
      initialized = count
    }
  }
}
