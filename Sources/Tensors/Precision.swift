import CKernels
import Synchronization

/// In what numbers matrix products and convolutions are made; everything else, sums included, is in single precision.
public enum Precision: String, Sendable, CaseIterable {
  /// 32-bit floating point.
  case single = "f32"
  /// Factors rounded to bfloat16, as mixed precision does (paper Table 7).
  case bfloat16 = "bf16"

  /// Whether this processor has instructions for it.
  public var isAvailable: Bool { self == .single || meit_product_is_available(meit_bfloat16) != 0 }

  private static let halves = Atomic(false)

  /// The precision of the products from now on. A precision that the processor lacks counts as single.
  public static var current: Precision {
    get { halves.load(ordering: .relaxed) ? .bfloat16 : .single }
    set { halves.store(newValue == .bfloat16 && newValue.isAvailable, ordering: .relaxed) }
  }

  /// Calls `body` with another precision of the products.
  public static func with<Result>(_ precision: Precision, _ body: () throws -> Result) rethrows -> Result {
    let before = current
    current = precision
    defer { current = before }
    return try body()
  }

  var kernel: meit_precision { self == .bfloat16 ? meit_bfloat16 : meit_single }
}
