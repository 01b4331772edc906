import Randomness
import Tensors

/// A part of a model: its own tensors and smaller parts, by name.
public protocol Module: AnyObject {
  /// The parameters that belong to this part itself.
  var tensors: [(name: String, tensor: Tensor)] { get }
  /// What this part itself remembers of its inputs: saved with the parameters, but never trained.
  var statistics: [(name: String, tensor: Tensor)] { get }
  /// The parts of this part.
  var parts: [(name: String, module: any Module)] { get }
}

extension Module {
  public var tensors: [(name: String, tensor: Tensor)] { [] }
  public var statistics: [(name: String, tensor: Tensor)] { [] }
  public var parts: [(name: String, module: any Module)] { [] }

  /// Every tensor of this part and its parts under its full name, such as `blocks.0.attention.output.weight`; a tensor
  /// that two parts share appears once.
  public var namedTensors: [(name: String, tensor: Tensor)] { unique { $0.tensors + $0.statistics } }

  /// The named tensors that are parameters.
  public var parameters: [(name: String, tensor: Tensor)] { unique(\.tensors) }

  private func unique(
    _ own: (any Module) -> [(name: String, tensor: Tensor)]
  ) -> [(name: String, tensor: Tensor)] {
    var seen: Set<ObjectIdentifier> = []
    return collected("", own).filter { seen.insert(ObjectIdentifier($0.tensor)).inserted }
  }

  private func collected(
    _ prefix: String, _ own: (any Module) -> [(name: String, tensor: Tensor)]
  ) -> [(name: String, tensor: Tensor)] {
    own(self).map { (prefix + $0.name, $0.tensor) }
      + parts.flatMap { $0.module.collected("\(prefix)\($0.name).", own) }
  }

  /// This part and all below it that are of a type, in order, each once.
  public func all<Part: Module>(_ type: Part.Type) -> [Part] {
    var seen: Set<ObjectIdentifier> = []
    func visit(_ module: any Module) -> [Part] {
      guard seen.insert(ObjectIdentifier(module)).inserted else { return [] }
      return ((module as? Part).map { [$0] } ?? []) + module.parts.flatMap { visit($0.module) }
    }
    return visit(self)
  }

  /// The tensors that training changes.
  public var trainableTensors: [(name: String, tensor: Tensor)] { parameters.filter(\.tensor.isTrainable) }

  /// Whether training changes the parameters of this part.
  public func setTrainable(_ isTrainable: Bool) {
    for (_, tensor) in parameters { tensor.isTrainable = isTrainable }
  }
}

/// One forward pass through a model: whether it trains, and the random numbers of its dropout.
public final class Pass {
  public let isTraining: Bool
  /// Whether blocks are computed again for their gradients, so that only what goes from one to the next is kept.
  public let recomputes: Bool
  private let random: Random
  /// How many streams of random numbers were drawn so far.
  package private(set) var drawn = 0

  /// - Parameter random: the stream from which this pass's dropout is drawn.
  public init(isTraining: Bool, random: Random = Random(seed: 0), recomputes: Bool = false) {
    self.isTraining = isTraining
    self.recomputes = recomputes
    self.random = random
  }

  /// A pass that does not train.
  public static var inference: Pass { Pass(isTraining: false) }

  /// Calls `body` with the streams that follow the first `count`, for the first time or again.
  package func drawing<Result>(after count: Int, _ body: () -> Result) -> Result {
    let before = drawn
    drawn = count
    defer { drawn = max(before, drawn) }
    return body()
  }

  /// The stream of the next dropout of this pass.
  func nextKey() -> UInt64 { nextRandom().key }

  /// A stream of random numbers for the next thing that draws in this pass.
  public func nextRandom() -> Random {
    drawn += 1
    return random.split(drawn)
  }
}
