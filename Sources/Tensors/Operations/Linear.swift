import CKernels
import Parallel

/// A low-rank change of a linear map (Hu et al., "LoRA", 2021): scale * up(down(dropout(x))).
public struct LowRank {
  /// A, [rank, inputs].
  public let down: Tensor
  /// B, [outputs, rank].
  public let up: Tensor
  /// alpha / rank.
  public let scale: Float
  /// The rate at which elements of x are dropped on this path, 0 when not training.
  public let dropout: Float
  /// The stream of random numbers that says which.
  public let key: UInt64

  public init(down: Tensor, up: Tensor, scale: Float, dropout: Float = 0, key: UInt64 = 0) {
    self.down = down
    self.up = up
    self.scale = scale
    self.dropout = dropout
    self.key = key
  }
}

extension Tensor {
  /// x Wᵀ + b: x [..., I], weight [O, I], bias [O], result [..., O].
  public func linear(_ weight: Tensor, bias: Tensor? = nil) -> Tensor {
    let value = affine(weight, bias)
    guard needsGradient || weight.needsGradient || bias?.needsGradient == true else { return value }
    let x = detached
    let w = weight.needsGradient ? weight.detached : weight
    let inputs = [self, weight] + (bias.map { [$0] } ?? [])
    let needs = inputs.map(\.needsGradient)
    return Self.recorded(.linear, inputs, value) { gradient in
      [
        needs[0] ? gradient.timesMatrix(w, shape: x.shape) : nil,
        needs[1] ? gradient.weightGradient(x, shape: w.shape) : nil,
      ] + (needs.count > 2 ? [needs[2] ? gradient.columnSums() : nil] : [])
    }
  }

  /// x Wᵀ + b + scale * dropout(x) Aᵀ Bᵀ: a linear map with a low-rank change; shapes as in `linear`.
  public func linear(_ weight: Tensor, bias: Tensor? = nil, change: LowRank) -> Tensor {
    let x = detached
    let w = weight.needsGradient ? weight.detached : weight
    let a = change.down.detached
    let b = change.up.detached
    let scale = change.scale
    let inputs = [self, weight, change.down, change.up] + (bias.map { [$0] } ?? [])
    let needs = inputs.map(\.needsGradient)
    let shape = x.shape
    let whole = needs[1] ? x : nil
    let value = affine(weight, bias)
    let kept = x.droppedOut(change)
    let hidden = kept.affine(a, nil)
    Product.store(Matrix(hidden), Matrix(b).transposed, in: Matrix(value), factor: scale, accumulating: true)
    return Self.recorded(.adapt, inputs, value) { gradient in
      let forHidden = Tensor(uninitialized: hidden.shape)
      let forX = needs[0] ? Tensor(uninitialized: shape) : nil
      gradient.timesMatrices([(b, forHidden, scale)] + (forX.map { [(w, $0, Float(1))] } ?? []))
      if let forX {
        forHidden.timesMatrix(a, shape: shape).addDroppedOut(change.dropout, change.key, into: forX)
      }
      return [
        forX,
        whole.map { gradient.weightGradient($0, shape: w.shape) },
        needs[2] ? forHidden.weightGradient(kept, shape: a.shape) : nil,
        needs[3] ? gradient.weightGradient(hidden, shape: b.shape, factor: scale) : nil,
      ] + (needs.count > 4 ? [needs[4] ? gradient.columnSums() : nil] : [])
    }
  }

  /// What of x [..., I] goes down the low-rank path: in halves where that is what the products make of it.
  private func droppedOut(_ change: LowRank) -> Tensor {
    guard change.dropout > 0 else { return self }
    let isHalf = Product.takesHalves && !EncodedProduct.serves(change.down, rows: rows)
    return droppedOut(change.dropout, change.key, isHalf: isHalf)
  }

  /// x Wᵀ + b.
  private func affine(_ weight: Tensor, _ bias: Tensor?) -> Tensor {
    precondition(
      weight.shape.count == 2 && weight.width == width, "linear of \(shape) with a weight of \(weight.shape)")
    let result = Tensor(uninitialized: shape.dropLast() + [weight.shape[0]])
    if EncodedProduct.serves(weight, rows: rows) {
      EncodedProduct.store(self, [AffineMap(weight, bias)], in: [result])
      return result
    }
    Product.store(Matrix(self), Matrix(weight).transposed, in: Matrix(result))
    if let bias { result.addToRows(bias) }
    return result
  }

  /// self M: self [..., O], M [O, I].
  private func timesMatrix(_ matrix: Tensor, shape: [Int]) -> Tensor {
    let result = Tensor(uninitialized: shape)
    timesMatrices([(matrix, result, 1)])
    return result
  }

  /// result = factor * self M for each of several: self [..., O], M [O, I].
  private func timesMatrices(_ products: [(matrix: Tensor, result: Tensor, factor: Float)]) {
    let isFactor = { (matrix: Tensor) in matrix.encoding == .f32 || EncodedProduct.isFactor(matrix) }
    let terms = products.filter { isFactor($0.matrix) }
    Product.store(Matrix(self), terms.map { .init(b: Matrix($0.matrix), c: Matrix($0.result), factor: $0.factor) })
    for other in products where !isFactor(other.matrix) {
      EncodedProduct.storeAdjoint(self, other.matrix, in: other.result, factor: other.factor)
    }
  }

  /// factor * selfᵀ x: self [..., O], x [..., I], result [O, I].
  private func weightGradient(_ x: Tensor, shape: [Int], factor: Float = 1) -> Tensor {
    let result = Tensor(uninitialized: shape)
    Product.store(Matrix(self).transposed, Matrix(x), in: Matrix(result), factor: factor)
    return result
  }

  /// The sum over all rows, [D].
  func columnSums() -> Tensor {
    let width = width
    return summedPieces([width]) { sums, rows in
      meit_sum_rows(pointer + rows.lowerBound * width, sums, rows.count, width)
    }
  }

  /// A tensor that is the sum, in the order of the rows, of what `add` adds to a zeroed piece for each range of rows.
  func summedPieces(_ shape: [Int], add: (UnsafeMutablePointer<Float>, Range<Int>) -> Void) -> Tensor {
    let grain = max(Grain.rows(width: width), (rows + 15) / 16)
    let pieces = max(1, (rows + grain - 1) / grain)
    let partial = Tensor.zeros([pieces] + shape)
    let size = shape.reduce(1, *)
    Pool.forEach(pieces) { piece in
      add(partial.pointer + piece * size, piece * grain..<min(rows, (piece + 1) * grain))
    }
    for piece in 1..<max(1, pieces) { meit_accumulate(partial.pointer + piece * size, 1, partial.pointer, size) }
    return Tensor(shape: shape, storage: partial.storage)
  }
}
