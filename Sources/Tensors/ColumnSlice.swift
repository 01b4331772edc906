import Parallel

/// Some consecutive columns of a tensor [N, D], where they lie.
struct ColumnSlice {
  let tensor: Tensor
  let columns: Range<Int>

  init(_ tensor: Tensor, _ columns: Range<Int>) {
    self.tensor = tensor
    self.columns = columns
  }

  init(_ tensor: Tensor) { self.init(tensor, 0..<tensor.width) }

  var width: Int { columns.count }
  var rows: Int { tensor.rows }

  /// Some rows of one of the parts, so wide each, that the columns consist of.
  func matrix(from first: Int, rows: Int, part: Int, of width: Int) -> Matrix {
    Matrix(
      tensor.pointer + first * tensor.width + columns.lowerBound + part * width, rows: rows, columns: width,
      stride: tensor.width)
  }

  /// Makes all elements 0.
  func clear() {
    Pool.forEachRange(rows, grain: Grain.rows(width: width)) { range in
      for row in range {
        (tensor.pointer + row * tensor.width + columns.lowerBound).update(repeating: 0, count: width)
      }
    }
  }
}
