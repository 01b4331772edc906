import CKernels
@preconcurrency import COpenBLAS
import Parallel

/// Matrix products: on AVX-512 by tiles of our own, since the OpenBLAS of the day uses half of what such processors do,
/// elsewhere and for single rows on OpenBLAS. Large ones are cut into pieces for the pool.
enum Product {
  static let usesTiles: Bool = {
    openblas_set_num_threads(1)
    return meit_product_is_available(meit_single) != 0
  }()

  /// Whether factors are rounded to halves, and may be halves already.
  static var takesHalves: Bool { Precision.current == .bfloat16 && usesTiles }

  /// The least work of a piece, in multiplications.
  static let leastWork = 1 << 19
  /// The most pieces on OpenBLAS, where each packs its own operands.
  private static let pieces = 16

  /// c = factor * a b, or c += factor * a b when `accumulating`; in parallel when large.
  static func store(_ a: Matrix, _ b: Matrix, in c: Matrix, factor: Float = 1, accumulating: Bool = false) {
    let work = a.rows * b.columns * a.columns
    if work < 2 * leastWork { return alone(a, b, in: c, factor: factor, accumulating: accumulating) }
    if usesTiles, a.rows > 1 {
      return storeByTiles(a, b, in: c, factor: factor, accumulating: accumulating)
    }
    let count = min(pieces, work / leastWork)
    if a.rows >= b.columns {
      Pool.forEachRange(a.rows, grain: grain(a.rows, count)) { rows in
        alone(a.rows(rows), b, in: c.rows(rows), factor: factor, accumulating: accumulating)
      }
    } else {
      Pool.forEachRange(b.columns, grain: grain(b.columns, count)) { columns in
        alone(a, b.columns(columns), in: c.columns(columns), factor: factor, accumulating: accumulating)
      }
    }
  }

  /// One of several products with the same left factor a: c = factor * a b.
  struct Term {
    let b, c: Matrix
    var factor: Float = 1
  }

  /// The products of one left factor with several right ones: it is laid out once for all of them.
  static func store(_ a: Matrix, _ terms: [Term]) {
    let areLarge = terms.allSatisfy { a.rows * a.columns * $0.b.columns >= 2 * leastWork }
    guard usesTiles, a.rows > 1, areLarge, terms.count > 1 else {
      for term in terms { store(a, term.b, in: term.c, factor: term.factor) }
      return
    }
    LeftPacking.with(a, Precision.current.kernel, products: terms.count) { left in
      for term in terms {
        Packing.with(term.b, rows: a.rows, isParallel: true) {
          $0.multiplyInParallel(left, in: term.c, factor: term.factor, accumulating: false)
        }
      }
    }
  }

  /// The same by tiles, which must be available.
  static func storeByTiles(_ a: Matrix, _ b: Matrix, in c: Matrix, factor: Float = 1, accumulating: Bool = false) {
    Packing.with(b, rows: a.rows, isParallel: true) {
      $0.multiplyInParallel(a, in: c, factor: factor, accumulating: accumulating)
    }
  }

  private static func grain(_ extent: Int, _ count: Int) -> Int {
    let even = (extent + count - 1) / count
    return (even + 15) / 16 * 16
  }

  /// The same on the calling thread.
  static func alone(_ a: Matrix, _ b: Matrix, in c: Matrix, factor: Float = 1, accumulating: Bool = false) {
    precondition(
      a.columns == b.rows && a.rows == c.rows && b.columns == c.columns && !c.isTransposed,
      "[\(a.rows), \(a.columns)] times [\(b.rows), \(b.columns)] into [\(c.rows), \(c.columns)]")
    guard c.rows > 0, c.columns > 0 else { return }
    if usesTiles, a.rows > 1 || a.isHalf || b.isHalf {
      Packing.with(b, rows: a.rows, isParallel: false) {
        $0.multiply(a, in: c, factor: factor, accumulating: accumulating)
      }
    } else {
      onOpenBLAS(a, b, in: c, factor: factor, accumulating: accumulating)
    }
  }

  /// Calls `body` with what multiplies one left factor after the other by b, c = a b, each on the thread that asks; the
  /// left factors have so many rows together.
  static func withRightFactor(
    _ b: Matrix, rows: Int, _ body: (_ multiply: (_ a: Matrix, _ c: Matrix) -> Void) -> Void
  ) {
    guard usesTiles else { return body { alone($0, b, in: $1) } }
    Packing.with(b, rows: rows, isParallel: true) { packing in
      body { packing.multiply($0, in: $1, factor: 1, accumulating: false) }
    }
  }

  private static func onOpenBLAS(_ a: Matrix, _ b: Matrix, in c: Matrix, factor: Float, accumulating: Bool) {
    let beta: Float = accumulating ? 1 : 0
    if a.rows == 1, !a.isTransposed {
      let order = b.isTransposed ? CblasNoTrans : CblasTrans
      let (rows, columns) = b.isTransposed ? (b.columns, b.rows) : (b.rows, b.columns)
      cblas_sgemv(
        CblasRowMajor, order, Int32(rows), Int32(columns), factor, b.base, Int32(b.stride), a.base, 1, beta, c.base, 1)
    } else {
      cblas_sgemm(
        CblasRowMajor, a.isTransposed ? CblasTrans : CblasNoTrans, b.isTransposed ? CblasTrans : CblasNoTrans,
        Int32(a.rows), Int32(b.columns), Int32(a.columns), factor, a.base, Int32(a.stride), b.base, Int32(b.stride),
        beta, c.base, Int32(c.stride))
    }
  }
}
