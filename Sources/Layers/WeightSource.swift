import Randomness
import Tensors

/// Where the tensors of a module under construction come from: drawn anew, handed over, or shapes alone. A module asks
/// for each of its tensors by name and shape, so that nothing is drawn that a checkpoint would overwrite.
public struct WeightSource {
  /// What a tensor holds when it is drawn.
  public enum Start {
    /// Normally distributed around 0.
    case normal(deviation: Double)
    case constant(Float)
  }

  private enum Origin {
    case drawn
    case outline
    case given([String: Tensor])
  }

  private let origin: Origin
  private let random: Random
  /// What stands before the names of this part's tensors.
  private let path: String

  /// New weights.
  public static func drawn(_ random: Random) -> WeightSource {
    WeightSource(origin: .drawn, random: random, path: "")
  }

  /// Tensors that have a shape and no memory: a model made of them can be counted and not run.
  public static var outline: WeightSource { WeightSource(origin: .outline, random: Random(seed: 0), path: "") }

  /// Tensors by their full names; every one that the module asks for must be there, of the shape asked for.
  public static func given(_ tensors: [String: Tensor]) -> WeightSource {
    WeightSource(origin: .given(tensors), random: Random(seed: 0), path: "")
  }

  /// The source for a part of the module.
  public func part(_ name: String) -> WeightSource {
    WeightSource(origin: origin, random: random.split(name), path: "\(path)\(name).")
  }

  /// The tensor of that name within this part.
  public func tensor(_ name: String, _ shape: [Int], _ start: Start) -> Tensor {
    switch origin {
    case .drawn:
      switch start {
      case .normal(let deviation): return Initial.normal(shape, deviation: deviation, random.split(name))
      case .constant(let value): return .filled(value, shape: shape)
      }
    case .outline: return Tensor(outline: shape)
    case .given(let tensors):
      guard let tensor = tensors[path + name], tensor.shape == shape else {
        preconditionFailure("\(path)\(name) of shape \(shape), given \(tensors[path + name]?.shape ?? [])")
      }
      return tensor
    }
  }
}
