import CKernels
import Parallel

extension Tensor {
  private func forEachRowRange(_ body: (Range<Int>, _ first: Int) -> Void) {
    Pool.forEachRange(rows, grain: Grain.rows(width: width)) { body($0, $0.lowerBound * width) }
  }

  /// Layer norm of each row (Ba et al., 2016): x [..., D], weight and bias [D].
  public func layerNorm(weight: Tensor, bias: Tensor?, epsilon: Float) -> Tensor {
    precondition(weight.count == width, "a norm of width \(weight.count) on \(shape)")
    let value = Tensor(uninitialized: shape)
    let moments = Tensor(uninitialized: [rows, 2])
    forEachRowRange { range, first in
      meit_layer_norm(
        pointer + first, weight.pointer, bias?.pointer, epsilon, value.pointer + first,
        moments.pointer + 2 * range.lowerBound, range.count, width)
    }
    let trains = weight.needsGradient || bias?.needsGradient == true
    guard needsGradient || trains else { return value }
    let x = detached
    let w = weight.detached
    let inputs = [self, weight] + (bias.map { [$0] } ?? [])
    return Self.recorded(.layerNorm, inputs, value) { gradient in
      let forX = Tensor(uninitialized: x.shape)
      let sums = x.summedPieces([2, x.width]) { sums, range in
        let first = range.lowerBound * x.width
        meit_layer_norm_adjoint(
          x.pointer + first, w.pointer, moments.pointer + 2 * range.lowerBound, gradient.pointer + first,
          forX.pointer + first, trains ? sums : nil, trains ? sums + x.width : nil, range.count, x.width)
      }
      guard trains else { return [forX] + inputs.dropFirst().map { _ in nil } }
      return [forX]
        + (0..<inputs.count - 1).map { Tensor(shape: [x.width], storage: sums.storage, offset: $0 * x.width) }
    }
  }

  /// RMS norm of each row (Zhang and Sennrich, 2019): x [..., D], weight [D].
  public func rmsNorm(weight: Tensor, epsilon: Float) -> Tensor {
    precondition(weight.count == width, "a norm of width \(weight.count) on \(shape)")
    let value = Tensor(uninitialized: shape)
    let moments = Tensor(uninitialized: [rows])
    forEachRowRange { range, first in
      meit_rms_norm(
        pointer + first, weight.pointer, epsilon, value.pointer + first, moments.pointer + range.lowerBound,
        range.count, width)
    }
    let trains = weight.needsGradient
    guard needsGradient || trains else { return value }
    let x = detached
    let w = weight.detached
    return Self.recorded(.rmsNorm, [self, weight], value) { gradient in
      let forX = Tensor(uninitialized: x.shape)
      let sums = x.summedPieces([x.width]) { sums, range in
        let first = range.lowerBound * x.width
        meit_rms_norm_adjoint(
          x.pointer + first, w.pointer, moments.pointer + range.lowerBound, gradient.pointer + first,
          forX.pointer + first, trains ? sums : nil, range.count, x.width)
      }
      return [forX, trains ? sums : nil]
    }
  }

  /// Each row divided by its Euclidean length, or by `epsilon` if that is more: x [..., D].
  public func normalizedRows(epsilon: Float = 1e-12) -> Tensor {
    let width = width
    let lengths = (0..<rows).map { row in
      max(epsilon, Float(meit_dot(pointer + row * width, pointer + row * width, width)).squareRoot())
    }
    let value = Tensor(uninitialized: shape)
    for (row, length) in lengths.enumerated() {
      meit_scale(pointer + row * width, 1 / length, value.pointer + row * width, width)
    }
    let y = value.detached
    return Self.recorded(.normalizeRows, [self], value) { gradient in
      let result = Tensor(uninitialized: y.shape)
      for (row, length) in lengths.enumerated() {
        let from = gradient.pointer + row * width
        let unit = y.pointer + row * width
        let to = result.pointer + row * width
        meit_scale(from, 1 / length, to, width)
        meit_accumulate(unit, -Float(meit_dot(from, unit, width)) / length, to, width)
      }
      return [result]
    }
  }
}
