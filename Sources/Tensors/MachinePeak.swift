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
}
