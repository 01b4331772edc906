import CKernels
import Parallel
import Randomness

extension Tensor {
  private static func require(_ a: Tensor, equalsShapeOf b: Tensor) {
    precondition(a.shape == b.shape, "shapes \(a.shape) and \(b.shape)")
  }

  /// A new tensor of this shape, filled piece by piece in parallel.
  func mapped(_ shape: [Int]? = nil, _ fill: (_ result: UnsafeMutablePointer<Float>, Range<Int>) -> Void) -> Tensor {
    let result = Tensor(uninitialized: shape ?? self.shape)
    let pointer = result.pointer
    Pool.forEachRange(result.count, grain: Grain.elements) { fill(pointer, $0) }
    return result
  }

  /// a + b, and the positive part of it when `rectified`; both [...] alike.
  public static func add(_ a: Tensor, _ b: Tensor, rectified: Bool = false) -> Tensor {
    require(a, equalsShapeOf: b)
    let sum = a.mapped { result, range in
      let first = range.lowerBound
      meit_add(a.pointer + first, b.pointer + first, result + first, rectified ? 1 : 0, range.count)
    }
    guard a.needsGradient || b.needsGradient else { return sum }
    let output = sum.detached
    return recorded(.add, [a, b], sum) { gradient in
      guard rectified else { return [gradient, gradient] }
      let masked = gradient.mapped { result, range in
        let first = range.lowerBound
        meit_activate_adjoint(meit_relu, output.pointer + first, gradient.pointer + first, result + first, range.count)
      }
      return [masked, masked]
    }
  }

  /// a * b, element by element; both [...] alike.
  public static func multiply(_ a: Tensor, _ b: Tensor) -> Tensor {
    require(a, equalsShapeOf: b)
    let x = a.detached
    let y = b.detached
    let needsA = a.needsGradient
    let needsB = b.needsGradient
    return recorded(.multiply, [a, b], x.product(y)) { gradient in
      [needsA ? gradient.product(y) : nil, needsB ? gradient.product(x) : nil]
    }
  }

  private func product(_ other: Tensor) -> Tensor {
    mapped { result, range in
      let first = range.lowerBound
      meit_multiply(pointer + first, other.pointer + first, result + first, range.count)
    }
  }

  /// factor * x.
  public func scaled(by factor: Float) -> Tensor {
    let value = scaledValues(factor)
    guard needsGradient else { return value }
    return Self.recorded(.scale, [self], value) { [$0.scaledValues(factor)] }
  }

  private func scaledValues(_ factor: Float) -> Tensor {
    mapped { result, range in
      meit_scale(pointer + range.lowerBound, factor, result + range.lowerBound, range.count)
    }
  }

  /// The sum of all elements, a scalar.
  public func sum() -> Tensor {
    let shape = shape
    return Self.recorded(.sum, [self], Tensor(Float(meit_sum(pointer, count)))) { gradient in
      [.filled(gradient.item, shape: shape)]
    }
  }

  /// The same elements in another shape; one extent may be -1, which takes what is left.
  public func reshaped(_ wanted: [Int]) -> Tensor {
    let known = wanted.filter { $0 >= 0 }.reduce(1, *)
    let shape = wanted.map { $0 >= 0 ? $0 : count / max(1, known) }
    precondition(shape.reduce(1, *) == count, "reshape of \(self.shape) to \(wanted)")
    let before = self.shape
    return Self.recorded(.reshape, [self], Tensor(shape: shape, storage: storage, offset: offset)) { gradient in
      [Tensor(shape: before, storage: gradient.storage, offset: gradient.offset)]
    }
  }

  /// Each element kept with probability 1 - rate and divided by it, or else 0 (Srivastava et al., 2014); which ones
  /// depends on the key and the element's index alone.
  public func dropout(rate: Float, key: UInt64) -> Tensor {
    guard rate > 0 else { return self }
    return Self.recorded(.dropout, [self], droppedOut(rate, key)) { [$0.droppedOut(rate, key)] }
  }

  /// - Parameter isHalf: whether the result is of halves, for products alone.
  func droppedOut(_ rate: Float, _ key: UInt64, isHalf: Bool = false) -> Tensor {
    let result = Tensor(uninitialized: shape, isHalf: isHalf)
    Pool.forEachRange(count, grain: Grain.elements) { range in
      let first = range.lowerBound
      meit_dropout(pointer + first, result.stored(from: first), range.count, rate, key, UInt64(first))
    }
    return result
  }

  /// Adds what `droppedOut` keeps to the elements of `sum`.
  func addDroppedOut(_ rate: Float, _ key: UInt64, into sum: Tensor) {
    guard rate > 0 else { return add(into: sum) }
    precondition(count == sum.count, "adding \(shape) to \(sum.shape)")
    Pool.forEachRange(count, grain: Grain.elements) { range in
      let first = range.lowerBound
      meit_add_dropout(pointer + first, sum.pointer + first, range.count, rate, key, UInt64(first))
    }
  }
}

extension Tensor {
  /// x times a factor that is itself a tensor of one element.
  public func multiplied(by factor: Tensor) -> Tensor {
    precondition(factor.count == 1, "a factor of shape \(factor.shape)")
    let x = detached
    let value = factor.item
    return Self.recorded(.multiplyByScalar, [self, factor], scaledValues(value)) { gradient in
      let slope = Float(meit_dot(gradient.pointer, x.pointer, x.count))
      return [gradient.scaledValues(value), Tensor([slope], shape: factor.shape)]
    }
  }
}
