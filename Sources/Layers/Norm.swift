import Randomness
import Tensors

/// Layer norm or RMS norm of the last dimension.
public final class Norm: Module {
  public enum Kind: Equatable, Sendable {
    case layer(epsilon: Float)
    case rms(epsilon: Float)
  }

  public let kind: Kind
  /// [D].
  public let weight: Tensor
  /// [D]; none in an RMS norm.
  public let bias: Tensor?

  /// A norm that changes nothing but the scale.
  public convenience init(_ kind: Kind, width: Int) {
    self.init(kind, width: width, .drawn(Random(seed: 0)))
  }

  /// A norm of a module whose weights come from `weights`.
  public init(_ kind: Kind, width: Int, _ weights: WeightSource) {
    self.kind = kind
    weight = weights.tensor("weight", [width], .constant(1))
    if case .layer = kind { bias = weights.tensor("bias", [width], .constant(0)) } else { bias = nil }
  }

  /// [..., D] to [..., D].
  public func callAsFunction(_ x: Tensor) -> Tensor {
    switch kind {
    case .layer(let epsilon): x.layerNorm(weight: weight, bias: bias, epsilon: epsilon)
    case .rms(let epsilon): x.rmsNorm(weight: weight, epsilon: epsilon)
    }
  }

  public var tensors: [(name: String, tensor: Tensor)] {
    [("weight", weight)] + (bias.map { [("bias", $0)] } ?? [])
  }
}

/// Batch norm of the last dimension, over everything else.
public final class BatchNorm: Module {
  /// [C].
  public let weight, bias: Tensor
  public let running: RunningMoments

  public init(channels: Int) {
    weight = .filled(1, shape: [channels])
    bias = .zeros([channels])
    running = RunningMoments(channels: channels)
  }

  /// What this norm does to x [..., C].
  public func callAsFunction(of x: Tensor, _ pass: Pass) -> BatchNormalization {
    BatchNormalization(of: x, weight: weight, bias: bias, running: running, isTraining: pass.isTraining)
  }

  /// [..., C] to [..., C], then its positive part when `rectified`.
  public func callAsFunction(_ x: Tensor, _ pass: Pass, rectified: Bool = false) -> Tensor {
    x.normalized(by: self(of: x, pass), rectified: rectified)
  }

  public var tensors: [(name: String, tensor: Tensor)] { [("weight", weight), ("bias", bias)] }
  public var statistics: [(name: String, tensor: Tensor)] {
    [("runningMean", running.mean), ("runningVariance", running.variance)]
  }
}
