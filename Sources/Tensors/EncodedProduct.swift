import CKernels
import Parallel

/// Products with weights as they lie in memory. Of few rows they are limited by how fast the weights are read: each is
/// read once and decoded on the way. For many rows the weights are decoded a slab at a time.
enum EncodedProduct {
  /// The most rows for which weights are decoded on the way.
  private static let mostRows = Int(meit_encoded_rows)
  /// The bytes that one piece of work reads at least: shorter ones start too often.
  private static let pieceBytes = 1 << 16
  /// The floats of a slab: they stay in the cache until they are used.
  private static let slabFloats = 1 << 20
  /// The most pieces for each thread.
  private static let piecesPerThread = 16
  private static let isFast = meit_encoded_product_is_fast() != 0

  /// Whether the product of so many rows with a weight is made here: always where it is encoded, and where there are so
  /// few rows that packing the weight would take longer than the product.
  static func serves(_ weight: Tensor, rows: Int) -> Bool {
    weight.encoding != .f32 || (isFast && rows <= mostRows)
  }

  /// y = x Wᵀ: x [N, I], W [O, I], y [N, O]. Every element is summed in the same order however many rows there are up
  /// to `mostRows`, and whatever the pieces.
  static func store(_ x: Tensor, _ weight: Tensor, in result: Tensor) {
    if x.rows <= mostRows { return few(x, weight, in: result) }
    if isFactor(weight) {
      return Product.storeByTiles(Matrix(x), Matrix(weight).transposed, in: Matrix(result))
    }
    forEachSlab(weight) { rows, slab in
      Product.store(Matrix(x), slab.transposed, in: Matrix(result).columns(rows))
    }
  }

  /// x = factor * y W: y [N, O], W [O, I], x [N, I].
  static func storeAdjoint(_ y: Tensor, _ weight: Tensor, in result: Tensor, factor: Float) {
    if isFactor(weight) {
      return Product.storeByTiles(Matrix(y), Matrix(weight), in: Matrix(result), factor: factor)
    }
    forEachSlab(weight) { rows, slab in
      Product.store(
        Matrix(y).columns(rows), slab, in: Matrix(result), factor: factor, accumulating: rows.lowerBound > 0)
    }
  }

  /// Whether the weight is a factor of a product in bfloat16 as it lies in memory.
  private static func isFactor(_ weight: Tensor) -> Bool {
    weight.encoding == .bf16 && Precision.current == .bfloat16 && Product.usesTiles
  }

  private static func few(_ x: Tensor, _ weight: Tensor, in result: Tensor) {
    let (outputs, depth, rows) = (weight.shape[0], weight.width, x.rows)
    guard rows > 0 else { return }
    let rowBytes = weight.encoding.bytes(of: depth)
    var matrix = meit_encoded_matrix(
      encoding: weight.encoding.kernel, base: weight.bytes, depth: depth)
    let pieces = Pool.threads * min(piecesPerThread, max(1, outputs * rowBytes / (Pool.threads * pieceBytes)))
    let (from, to) = (x.pointer, result.pointer)
    withUnsafePointer(to: &matrix) { matrix in
      Pool.forEachRange(outputs, grain: (outputs + pieces - 1) / pieces) { range in
        meit_encoded_product(matrix, range.lowerBound, range.upperBound, from, rows, to, outputs)
      }
    }
  }

  /// Calls `body` with ranges of rows and these rows decoded, one after the other.
  private static func forEachSlab(_ weight: Tensor, _ body: (Range<Int>, Matrix) -> Void) {
    let width = weight.width
    let height = min(weight.shape[0], max(16, slabFloats / width / 16 * 16))
    let room = BufferCache.take(height * width)
    defer { BufferCache.give(room) }
    let slab = room.base
    for first in stride(from: 0, to: weight.shape[0], by: height) {
      let count = min(height, weight.shape[0] - first)
      Pool.forEachRange(count, grain: Grain.rows(width: width)) { range in
        for row in range { weight.decode(row: first + row, into: slab + row * width) }
      }
      body(first..<first + count, Matrix(slab, rows: count, columns: width))
    }
  }
}

extension Tensor {
  /// The first byte of the elements.
  fileprivate var bytes: UnsafeRawPointer { UnsafeRawPointer(encoding == .f32 ? pointer : storage.base) }
}
