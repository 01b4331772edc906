import CKernels
import Parallel

/// Products with weights as they lie in memory. Of few rows they are limited by how fast the weights are read: each is
/// read once and decoded on the way. For many rows the weights are decoded a slab at a time.
enum EncodedProduct {
  /// The most rows for which weights are decoded on the way.
  private static let mostRows = Int(meit_encoded_rows)
  /// The floats of a slab: they stay in the cache until they are used.
  private static let slabFloats = 1 << 20
  private static let isFast = meit_encoded_product_is_fast() != 0

  /// Whether the product of so many rows with a weight is made here: always where it is encoded, and where there are so
  /// few rows that packing the weight would take longer than the product.
  static func serves(_ weight: Tensor, rows: Int) -> Bool {
    weight.encoding != .f32 || (isFast && rows <= mostRows)
  }

  /// y = x Wᵀ + b for each of several maps: x [N, I], W [O, I], b [O], y [N, O]. Every element is summed in the same
  /// order however many rows there are up to `mostRows`, and whatever the pieces.
  static func store(_ x: Tensor, _ maps: [AffineMap], in results: [Tensor]) {
    guard x.rows > 0, let first = maps.first?.weight else { return }
    guard maps.allSatisfy({ $0.weight.encoding == first.encoding && $0.weight.roundsInputs == first.roundsInputs })
    else {
      for (map, result) in zip(maps, results) { store(x, [map], in: [result]) }
      return
    }
    if first.roundsInputs { return RoundedProduct.store(x, maps, in: results) }
    if x.rows <= mostRows { return few(x, maps, in: results) }
    for (map, result) in zip(maps, results) {
      many(x, map.weight, in: result)
      if let bias = map.bias { result.addToRows(bias) }
    }
  }

  /// x = factor * y W: y [N, O], W [O, I], x [N, I].
  static func storeAdjoint(_ y: Tensor, _ weight: Tensor, in result: Tensor, factor: Float) {
    forEachSlab(weight) { rows, slab in
      Product.store(
        Matrix(y).columns(rows), slab, in: Matrix(result), factor: factor, accumulating: rows.lowerBound > 0)
    }
  }

  /// Whether the encoded weight is a factor of a product in bfloat16 as it lies in memory.
  static func isFactor(_ weight: Tensor) -> Bool {
    weight.encoding == .bf16 && Product.takesHalves
  }

  private static func many(_ x: Tensor, _ weight: Tensor, in result: Tensor) {
    if isFactor(weight) {
      return Product.storeByTiles(Matrix(x), Matrix(weight).transposed, in: Matrix(result))
    }
    forEachSlab(weight) { rows, slab in
      Product.store(Matrix(x), slab.transposed, in: Matrix(result).columns(rows))
    }
  }

  private static func few(_ x: Tensor, _ maps: [AffineMap], in results: [Tensor]) {
    let (from, rows) = (x.pointer, x.rows)
    OutputPieces.forEach(maps, results, rows: rows) { weight, range, result, outputs in
      var weight = weight
      meit_encoded_product(&weight, range.lowerBound, range.upperBound, from, rows, result, outputs)
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
