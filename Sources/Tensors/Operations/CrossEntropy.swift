import CKernels
import Parallel

extension Tensor {
  /// The negative log likelihood of the targets, summed over the rows and divided by `divisor` (paper eq. 6): logits
  /// [N, V], targets [N], a scalar. Where a gradient is wanted it takes the place of the logits, which are the largest
  /// tensor of a training step.
  public func crossEntropy(_ targets: [Int32], divisor: Float) -> Tensor {
    precondition(shape.count == 2 && rows == targets.count, "\(targets.count) targets for logits of \(shape)")
    let width = width
    precondition(targets.allSatisfy { $0 >= 0 && $0 < width }, "a target outside 0..<\(width)")
    let factor = needsGradient ? 1 / divisor : 0
    var losses = [Float](repeating: 0, count: rows)
    losses.withUnsafeMutableBufferPointer { losses in
      guard let base = losses.baseAddress else { return }
      Pool.forEachRange(rows, grain: Grain.rows(width: width)) { range in
        let first = range.lowerBound
        targets.withUnsafeBufferPointer { targets in
          guard let targets = targets.baseAddress else { return }
          meit_cross_entropy(pointer + first * width, targets + first, factor, base + first, range.count, width)
        }
      }
    }
    let total = losses.reduce(0.0) { $0 + Double($1) }
    let slope = detached
    return Self.recorded(.crossEntropy, [self], Tensor(Float(total) / divisor)) { gradient in
      [gradient.item == 1 ? slope : slope.scaled(by: gradient.item)]
    }
  }

  /// The index of the greatest element of each row, the first of equals.
  public func argmax() -> [Int32] {
    (0..<rows).map { Int32(meit_argmax(pointer + $0 * width, width)) }
  }
}
