@preconcurrency import COpenBLAS
import Parallel

/// A matrix in memory: `rows` by `columns` elements, consecutive rows (or columns, when `isTransposed`) `stride` apart.
struct Matrix {
  var base: UnsafeMutablePointer<Float>
  var rows: Int
  var columns: Int
  var stride: Int
  var isTransposed = false

  init(_ base: UnsafeMutablePointer<Float>, rows: Int, columns: Int, stride: Int? = nil) {
    self.base = base
    self.rows = rows
    self.columns = columns
    self.stride = stride ?? columns
  }

  /// A tensor [..., D] as a matrix of rows of D.
  init(_ tensor: Tensor) { self.init(tensor.pointer, rows: tensor.rows, columns: tensor.width) }

  var transposed: Matrix {
    var matrix = self
    swap(&matrix.rows, &matrix.columns)
    matrix.isTransposed.toggle()
    return matrix
  }

  func rows(_ range: Range<Int>) -> Matrix {
    var matrix = self
    matrix.base += range.lowerBound * (isTransposed ? 1 : stride)
    matrix.rows = range.count
    return matrix
  }

  func columns(_ range: Range<Int>) -> Matrix { transposed.rows(range).transposed }
}

/// Matrix products on OpenBLAS, one thread a piece, the pieces on the pool.
enum Product {
  private static let singleThreaded: Void = openblas_set_num_threads(1)

  /// The pieces that a product is cut into, and the least work of one.
  private static let pieces = 16
  private static let leastWork = 1 << 20

  /// c = factor * a b, or c += factor * a b when `accumulating`; in parallel when large.
  static func store(_ a: Matrix, _ b: Matrix, in c: Matrix, factor: Float = 1, accumulating: Bool = false) {
    let work = a.rows * b.columns * a.columns
    let count = min(pieces, work / leastWork)
    if count <= 1 { return alone(a, b, in: c, factor: factor, accumulating: accumulating) }
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
    _ = singleThreaded
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
