import CKernels
@preconcurrency import COpenBLAS
import Parallel

/// Matrix products: on AVX-512 by tiles of our own, since the OpenBLAS of the day uses half of what such processors do,
/// elsewhere and for single rows on OpenBLAS. Large ones are cut into pieces for the pool.
enum Product {
  private static let usesTiles: Bool = {
    openblas_set_num_threads(1)
    return meit_product_is_available(meit_single) != 0
  }()

  /// The least work of a piece, in multiplications.
  private static let leastWork = 1 << 19
  /// The most pieces on OpenBLAS, where each packs its own operands.
  private static let pieces = 16

  /// c = factor * a b, or c += factor * a b when `accumulating`; in parallel when large.
  static func store(_ a: Matrix, _ b: Matrix, in c: Matrix, factor: Float = 1, accumulating: Bool = false) {
    let work = a.rows * b.columns * a.columns
    if work < 2 * leastWork { return alone(a, b, in: c, factor: factor, accumulating: accumulating) }
    if usesTiles, a.rows > 1 { return tiled(a, b, in: c, factor: factor, accumulating: accumulating, isParallel: true) }
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
    if usesTiles, a.rows > 1 {
      tiled(a, b, in: c, factor: factor, accumulating: accumulating, isParallel: false)
    } else {
      onOpenBLAS(a, b, in: c, factor: factor, accumulating: accumulating)
    }
  }

  /// Packs the panels of b once, then works through the rows of a and the panels of b piece by piece.
  private static func tiled(
    _ a: Matrix, _ b: Matrix, in c: Matrix, factor: Float, accumulating: Bool, isParallel: Bool
  ) {
    let depth = a.columns
    let columns = b.columns
    let precision = Precision.current.kernel
    let panel = meit_product_panel(precision)
    let panels = (columns + panel - 1) / panel
    let capacity = BufferCache.capacity(for: meit_product_packed_size(precision, depth, columns))
    let packed = BufferCache.take(capacity)
    defer { BufferCache.give(packed, capacity) }
    let adds: Int32 = accumulating ? 1 : 0
    guard isParallel else {
      meit_product_pack(precision, b.kernel, depth, columns, 0, panels, packed)
      meit_product_multiply(
        precision, a.kernel, a.rows, depth, packed, columns, 0, panels, c.base, c.stride, factor, adds)
      return
    }
    Pool.forEachRange(panels, grain: max(1, 65_536 / (depth * panel))) { range in
      meit_product_pack(precision, b.kernel, depth, columns, range.lowerBound, range.upperBound, packed)
    }
    let height = min(a.rows, meit_product_rows(precision))
    let bands = (a.rows + height - 1) / height
    let share = max(1, min(panels, leastWork / max(1, height * depth * panel)))
    let strips = (panels + share - 1) / share
    Pool.forEach(bands * strips) { piece in
      let rows = piece / strips * height..<min(a.rows, (piece / strips + 1) * height)
      let first = piece % strips * share
      meit_product_multiply(
        precision, a.rows(rows).kernel, rows.count, depth, packed, columns, first, min(panels, first + share),
        c.rows(rows).base, c.stride, factor, adds)
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
