import CKernels
import Parallel

/// How a tensor was computed: from what, and how its gradient becomes theirs.
struct Origin {
  let operation: Operation
  let inputs: [Tensor]
  /// The gradients of the inputs, in their order, given the output's; nil where none is needed.
  let adjoint: (Tensor) -> [Tensor?]
}

extension Tensor {
  /// The output as computed from the inputs, with its history where a gradient is wanted of one of them.
  static func recorded(
    _ operation: Operation, _ inputs: [Tensor], _ output: Tensor, adjoint: @escaping (Tensor) -> [Tensor?]
  ) -> Tensor {
    if inputs.contains(where: \.needsGradient) {
      output.origin = Origin(operation: operation, inputs: inputs, adjoint: adjoint)
    }
    return output
  }

  /// The operation that computed this tensor, where its history is kept.
  public var operation: Operation? { origin?.operation }

  /// Adds to `gradient` of every trainable tensor behind this one the gradient of this one's sum, times `seed`; the
  /// history is given up on the way, so that each activation is freed as soon as it is no longer needed.
  ///
  /// - Parameter reached: told each trainable tensor as soon as its gradient is complete, while that of others is not;
  ///   it must leave the gradient's memory as it is.
  public func backward(seed: Float = 1, reached: ((Tensor) -> Void)? = nil) {
    var gradients: [ObjectIdentifier: Accumulated] = [ObjectIdentifier(self): Accumulated(.filled(seed, shape: shape))]
    let (history, uses) = history()
    var open = uses
    func end(_ tensor: Tensor, _ gradient: Tensor?) {
      if let gradient { tensor.accumulate(gradient) }
      // What is computed again adds to the gradients of its parameters itself.
      if tensor.gradient != nil { reached?(tensor) }
    }
    for tensor in history.sorted(by: { $0.serial > $1.serial }) {
      guard let gradient = gradients.removeValue(forKey: ObjectIdentifier(tensor))?.tensor else { continue }
      if let origin = tensor.origin {
        tensor.origin = nil
        let contributions = origin.adjoint(gradient)
        precondition(contributions.count == origin.inputs.count, "\(origin.operation): a gradient for each input")
        for (input, contribution) in zip(origin.inputs, contributions) where input.needsGradient {
          let key = ObjectIdentifier(input)
          open[key, default: 1] -= 1
          if let contribution {
            precondition(
              contribution.count == input.count, "\(origin.operation): \(contribution.shape) for \(input.shape)")
            gradients[key, default: Accumulated()].add(contribution)
          }
          // Parameters are older than all that is computed from them, so they would be last in the order of the loop.
          if input.isTrainable, input.origin == nil, open[key] == 0 {
            end(input, gradients.removeValue(forKey: key)?.tensor)
          }
        }
      }
      if tensor.isTrainable { end(tensor, gradient) }
    }
  }

  private func accumulate(_ addition: Tensor) {
    if let gradient {
      addition.add(into: gradient)
    } else {
      gradient = Tensor(shape: shape, storage: addition.storage, offset: addition.offset)
    }
  }

  /// sum += self.
  public func add(into sum: Tensor) {
    precondition(count == sum.count, "adding \(shape) to \(sum.shape)")
    Pool.forEachRange(count, grain: Grain.elements) { range in
      meit_accumulate(pointer + range.lowerBound, 1, sum.pointer + range.lowerBound, range.count)
    }
  }

  /// Everything behind this tensor that a gradient must reach, and how often each is an input of another.
  private func history() -> (tensors: [Tensor], uses: [ObjectIdentifier: Int]) {
    var uses: [ObjectIdentifier: Int] = [ObjectIdentifier(self): 0]
    var found = [self]
    var next = 0
    while next < found.count {
      for input in found[next].origin?.inputs ?? [] where input.needsGradient {
        let count = uses[ObjectIdentifier(input)]
        uses[ObjectIdentifier(input)] = (count ?? 0) + 1
        if count == nil { found.append(input) }
      }
      next += 1
    }
    return (found, uses)
  }
}

/// The sum of the gradients that reached a tensor: the first is kept as it is, and copied only if another one comes.
private struct Accumulated {
  var tensor: Tensor?
  private var isOwn = false

  init(_ tensor: Tensor? = nil) { self.tensor = tensor }

  mutating func add(_ contribution: Tensor) {
    guard let sum = tensor else {
      tensor = contribution
      return
    }
    if !isOwn {
      tensor = sum.copied()
      isOwn = true
    }
    if let tensor { contribution.add(into: tensor) }
  }
}
