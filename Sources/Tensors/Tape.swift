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
  public func backward(seed: Float = 1) {
    var gradients: [ObjectIdentifier: Accumulated] = [ObjectIdentifier(self): Accumulated(.filled(seed, shape: shape))]
    for tensor in history().sorted(by: { $0.serial > $1.serial }) {
      guard let gradient = gradients.removeValue(forKey: ObjectIdentifier(tensor))?.tensor else { continue }
      if let origin = tensor.origin {
        tensor.origin = nil
        let contributions = origin.adjoint(gradient)
        precondition(contributions.count == origin.inputs.count, "\(origin.operation): a gradient for each input")
        for (input, contribution) in zip(origin.inputs, contributions) where input.needsGradient {
          guard let contribution else { continue }
          precondition(
            contribution.count == input.count, "\(origin.operation): \(contribution.shape) for \(input.shape)")
          gradients[ObjectIdentifier(input), default: Accumulated()].add(contribution)
        }
      }
      if tensor.isTrainable { tensor.accumulate(gradient) }
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
  func add(into sum: Tensor) {
    Pool.forEachRange(count, grain: Grain.elements) { range in
      meit_accumulate(pointer + range.lowerBound, 1, sum.pointer + range.lowerBound, range.count)
    }
  }

  private func history() -> [Tensor] {
    var seen: Set<ObjectIdentifier> = [ObjectIdentifier(self)]
    var found = [self]
    var next = 0
    while next < found.count {
      for input in found[next].origin?.inputs ?? [] where input.needsGradient {
        if seen.insert(ObjectIdentifier(input)).inserted { found.append(input) }
      }
      next += 1
    }
    return found
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
