import CKernels

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

  /// The same for the kernels.
  var kernel: meit_matrix {
    meit_matrix(base: base, row: isTransposed ? 1 : stride, column: isTransposed ? stride : 1, is_half: 0)
  }
}
