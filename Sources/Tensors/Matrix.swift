import CKernels

/// A matrix in memory: `rows` by `columns` elements, consecutive rows (or columns, when `isTransposed`) `stride` apart.
/// Its elements are floats, or halves, which are factors of products by tiles in bfloat16.
struct Matrix {
  private var stored: meit_stored
  var rows: Int
  var columns: Int
  var stride: Int
  var isTransposed = false

  init(_ stored: meit_stored, rows: Int, columns: Int, stride: Int? = nil) {
    self.stored = stored
    self.rows = rows
    self.columns = columns
    self.stride = stride ?? columns
  }

  init(_ base: UnsafeMutablePointer<Float>, rows: Int, columns: Int, stride: Int? = nil) {
    self.init(meit_stored(base: base, is_half: 0), rows: rows, columns: columns, stride: stride)
  }

  /// A tensor [..., D] as a matrix of rows of D.
  init(_ tensor: Tensor) { self.init(tensor.stored(), rows: tensor.rows, columns: tensor.width) }

  var isHalf: Bool { stored.is_half != 0 }

  /// The first element, which must be a float.
  var base: UnsafeMutablePointer<Float> {
    precondition(!isHalf, "the address of floats in a matrix of halves")
    return stored.base.assumingMemoryBound(to: Float.self)
  }

  var transposed: Matrix {
    var matrix = self
    swap(&matrix.rows, &matrix.columns)
    matrix.isTransposed.toggle()
    return matrix
  }

  func rows(_ range: Range<Int>) -> Matrix {
    var matrix = self
    matrix.stored = stored.advanced(by: range.lowerBound * (isTransposed ? 1 : stride))
    matrix.rows = range.count
    return matrix
  }

  func columns(_ range: Range<Int>) -> Matrix { transposed.rows(range).transposed }

  /// The same for the kernels.
  var kernel: meit_matrix {
    meit_matrix(stored: stored, row: isTransposed ? 1 : stride, column: isTransposed ? stride : 1)
  }
}

extension meit_stored {
  /// The bytes of an element.
  var elementBytes: Int { is_half != 0 ? 2 : 4 }

  /// The same from a later element on.
  func advanced(by count: Int) -> meit_stored { meit_stored(base: base + count * elementBytes, is_half: is_half) }
}

extension Tensor {
  /// The elements from one on, of floats or of halves.
  func stored(from first: Int = 0) -> meit_stored {
    precondition(encoding == .f32 || encoding == .bf16, "the address of numbers in \(shape) encoded as \(encoding)")
    let all = meit_stored(base: storage.base + offset, is_half: encoding == .bf16 ? 1 : 0)
    return all.advanced(by: first)
  }

  /// A tensor whose elements are yet to be written: halves, which only products, convolutions and
  /// batch norms read, or floats.
  convenience init(uninitialized shape: [Int], isHalf: Bool) {
    let count = shape.reduce(1, *)
    self.init(
      shape: shape, storage: isHalf ? Storage(bytes: count * 2) : Storage(count: count), encoding: isHalf ? .bf16 : .f32
    )
  }

  var isHalf: Bool { encoding == .bf16 }
}
