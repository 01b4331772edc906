import CKernels
import Parallel

/// In what numbers matrix products and convolutions are made; everything else, sums included, is in single precision.
public enum Precision: String, Sendable, CaseIterable {
  /// 32-bit floating point.
  case single = "f32"
  /// Factors rounded to bfloat16, as mixed precision does (paper Table 7).
  case bfloat16 = "bf16"

  /// Whether this processor has instructions for it.
  public var isAvailable: Bool { self == .single || meit_product_is_available(meit_bfloat16) != 0 }

  /// The precision of the products that this thread makes, and the pool on its behalf. A precision that the processor
  /// lacks counts as single.
  public static var current: Precision {
    get { Pool.inherited == bfloat16.number ? .bfloat16 : .single }
    set { Pool.inherited = newValue.isAvailable ? newValue.number : single.number }
  }

  private var number: Int { self == .single ? 0 : 1 }

  /// Calls `body` with another precision of the products.
  public static func with<Result>(_ precision: Precision, _ body: () throws -> Result) rethrows -> Result {
    let before = current
    current = precision
    defer { current = before }
    return try body()
  }

  var kernel: meit_precision { self == .bfloat16 ? meit_bfloat16 : meit_single }
}
