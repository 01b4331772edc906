import CKernels
import Foundation
import Parallel

/// What the processor can do at most, measured when asked, for benchmarks that quote shares of it.
public enum MachinePeak {
  /// Floating-point operations a second of all threads of the pool, on registers alone; nil where the processor has no
  /// instructions for the precision.
  public static func operationsPerSecond(_ precision: Precision) -> Double? {
    let rounds = 4_000_000
    let flag: Int32 = precision == .bfloat16 ? 1 : 0
    guard meit_peak_operations(flag, 1) > 0 else { return nil }
    let threads = Pool.threads
    let started = Date()
    Pool.forEach(threads) { _ in _ = meit_peak_operations(flag, rounds) }
    return meit_peak_operations(flag, 1) * Double(rounds * threads) / Date().timeIntervalSince(started)
  }

  /// The bytes a second that all threads of the pool together read from memory, one stream each.
  public static func bytesReadPerSecond() -> Double {
    let probe = readProbe
    let pieces = 64
    let share = probe.count / pieces
    let started = Date()
    let sums = Pool.map(pieces) { meit_read(probe.pointer + $0 * share, share) }
    let seconds = Date().timeIntervalSince(started)
    precondition(sums.reduce(0, +) == Float(pieces * share), "a wrong sum of ones")
    return Double(pieces * share * MemoryLayout<Float>.size) / seconds
  }

  /// Many times what the caches hold.
  private static var readProbe: Tensor { .filled(1, shape: [1 << 26]) }
}
