import CKernels
import Parallel

/// How a tensor was computed: from what, and how its gradient becomes theirs. Of the values on the way it holds those
/// alone that the adjoint needs.
final class Origin {
  typealias Adjoint = (Tensor) -> [Tensor?]

  let operation: Operation
  /// The order in which outputs came to be.
  let serial: Int
  let shape: [Int]
  private(set) var inputs: [GradientTarget]
  private var adjoint: Adjoint?

  init(_ operation: Operation, of output: Tensor, from inputs: [Tensor], adjoint: @escaping Adjoint) {
    self.operation = operation
    serial = output.serial
    shape = output.shape
    self.inputs = inputs.map(GradientTarget.init)
    self.adjoint = adjoint
  }

  /// Whether a gradient can still go through.
  var isOpen: Bool { adjoint != nil }

  /// The gradients of the inputs, in their order, given the output's; nil where none is needed. With that the history is
  /// given up, and each activation freed as soon as it is no longer needed.
  func inputGradients(_ gradient: Tensor) -> [(target: GradientTarget, gradient: Tensor?)] {
    guard let adjoint else { return [] }
    let contributions = adjoint(gradient)
    precondition(contributions.count == inputs.count, "\(operation): a gradient for each input")
    let targets = inputs
    self.adjoint = nil
    inputs = []
    for (target, contribution) in zip(targets, contributions) {
      guard let shape = target.shape, let contribution else { continue }
      precondition(contribution.count == shape.reduce(1, *), "\(operation): \(contribution.shape) for \(shape)")
    }
    return Array(zip(targets, contributions))
  }
}

/// Where the gradient of an input goes: further back, to a parameter, or nowhere.
enum GradientTarget {
  case computed(Origin)
  case parameter(Tensor)
  case nothing

  init(_ tensor: Tensor) {
    if let origin = tensor.origin, origin.isOpen {
      self = .computed(origin)
    } else {
      self = tensor.isTrainable ? .parameter(tensor) : .nothing
    }
  }

  var identity: ObjectIdentifier? {
    switch self {
    case .computed(let origin): ObjectIdentifier(origin)
    case .parameter(let tensor): ObjectIdentifier(tensor)
    case .nothing: nil
    }
  }

  /// nil for nothing.
  var shape: [Int]? {
    switch self {
    case .computed(let origin): origin.shape
    case .parameter(let tensor): tensor.shape
    case .nothing: nil
    }
  }

  private var serial: Int {
    switch self {
    case .computed(let origin): origin.serial
    case .parameter(let tensor): tensor.serial
    case .nothing: 0
    }
  }

  private var inputs: [GradientTarget] { if case .computed(let origin) = self { origin.inputs } else { [] } }

  /// Everything that a gradient passes from here on, the latest first, and how often each is an input of another.
  func path() -> (targets: [GradientTarget], uses: [ObjectIdentifier: Int]) {
    var uses: [ObjectIdentifier: Int] = [:]
    var found = [self]
    if let identity { uses[identity] = 0 }
    var next = 0
    while next < found.count {
      for input in found[next].inputs {
        guard let identity = input.identity else { continue }
        if uses[identity] == nil { found.append(input) }
        uses[identity, default: 0] += 1
      }
      next += 1
    }
    return (found.sorted { $0.serial > $1.serial }, uses)
  }
}

extension Tensor {
  /// The output as computed from the inputs, with its history where a gradient is wanted of one of them.
  static func recorded(
    _ operation: Operation, _ inputs: [Tensor], _ output: Tensor, adjoint: @escaping Origin.Adjoint
  ) -> Tensor {
    if inputs.contains(where: \.needsGradient) {
      output.origin = Origin(operation, of: output, from: inputs, adjoint: adjoint)
    }
    return output
  }

  /// The operation that computed this tensor, where its history is kept.
  public var operation: Operation? { origin?.operation }

  /// Adds to `gradient` of every trainable tensor behind this one the gradient of this one's sum, times `seed`; the
  /// history is given up on the way.
  ///
  /// - Parameter reached: told each trainable tensor as soon as its gradient is complete, while that of others is not;
  ///   it must leave the gradient's memory as it is.
  public func backward(seed: Float = 1, reached: ((Tensor) -> Void)? = nil) {
    let start = GradientTarget(self)
    guard let identity = start.identity else { return }
    var gradients: [ObjectIdentifier: Accumulated] = [identity: Accumulated(.filled(seed, shape: shape))]
    let (path, uses) = start.path()
    var open = uses
    func end(_ parameter: Tensor) {
      gradients.removeValue(forKey: ObjectIdentifier(parameter))?.tensor.map(parameter.accumulate)
      // What is computed again adds to the gradients of its parameters itself.
      if parameter.gradient != nil { reached?(parameter) }
    }
    for target in path {
      guard let identity = target.identity, gradients[identity] != nil else { continue }
      switch target {
      case .nothing: continue
      case .parameter(let tensor): end(tensor)
      case .computed(let origin):
        guard let gradient = gradients.removeValue(forKey: identity)?.tensor else { continue }
        for (input, contribution) in origin.inputGradients(gradient) {
          guard let key = input.identity else { continue }
          if let contribution { gradients[key, default: Accumulated()].add(contribution) }
          open[key, default: 1] -= 1
          // Parameters are older than all that is computed from them, so they would be last in the order of the loop.
          if case .parameter(let tensor) = input, open[key] == 0 { end(tensor) }
        }
      }
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
}

/// The sum of the gradients that reached a tensor: the first is kept as it is, and copied when another one comes while
/// something else holds it too.
private struct Accumulated {
  private(set) var tensor: Tensor?

  init(_ tensor: Tensor? = nil) { self.tensor = tensor }

  mutating func add(_ contribution: Tensor) {
    guard var sum = tensor else {
      tensor = contribution
      return
    }
    tensor = nil
    if !isKnownUniquelyReferenced(&sum) || !isKnownUniquelyReferenced(&sum.storage) { sum = sum.copied() }
    contribution.add(into: sum)
    tensor = sum
  }
}
