import CKernels
import Parallel

/// Products whose activations are rounded to the kind of number that the weights are, so that both factors are whole
/// numbers or bfloat16: four and two times as many products at once, at any number of rows.
enum RoundedProduct {
  /// y = x Wᵀ + b for each of several maps whose weights are encoded alike: x is rounded once for all of them. Elements
  /// are the same bits whatever else is computed beside them, and on every processor.
  static func store(_ x: Tensor, _ maps: [AffineMap], in results: [Tensor]) {
    let (rows, depth, encoding) = (x.rows, x.width, maps[0].weight.encoding.kernel)
    let room = BufferCache.take(meit_rounded_bytes(encoding, rows, depth) / MemoryLayout<Float>.size)
    defer { BufferCache.give(room) }
    let (from, rounded) = (x.pointer, UnsafeMutableRawPointer(room.base))
    Pool.forEachRange(rows, grain: Grain.rows(width: depth)) { range in
      for row in range { meit_round_row(encoding, from, rows, depth, row, rounded) }
    }
    OutputPieces.forEach(maps, results, rows: rows) { weight, range, result, outputs in
      var weight = weight
      meit_rounded_product(&weight, range.lowerBound, range.upperBound, rounded, rows, result, outputs)
    }
  }
}

extension Tensor {
  /// Whether products with this weight round their activations too, in place of decoding the weight.
  ///
  /// Q8_0 and Q4_0: each 32 activations of a row become whole numbers from -127 to 127 with a scale of their own, so that
  /// none is off by more than 1/254 of the largest of its 32. bf16: 8 significant bits, off by at most 2^-8 of itself.
  /// Other encodings are decoded all the same. Such products have no gradient for what they round; they are for writing.
  public var roundsInputs: Bool {
    get { wantsRoundedInputs && meit_rounds(encoding.kernel) != 0 }
    set { wantsRoundedInputs = newValue }
  }
}
