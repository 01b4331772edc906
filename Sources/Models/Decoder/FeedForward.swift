import Layers
import Tensors

/// The feed-forward part of a block.
public final class FeedForward: Module {
  /// [hidden, D]; only in a gated one.
  public let gate: Linear?
  public let up: Linear
  public let down: Linear
  private let activation: Activation

  init(_ spec: DecoderSpec, _ weights: WeightSource) {
    let linear = { (inputs: Int, outputs: Int, name: String) in
      Linear(inputs: inputs, outputs: outputs, bias: spec.biases.feedForward, weights.part(name))
    }
    switch spec.feedForward {
    case .plain(let activation):
      self.activation = activation
      gate = nil
    case .gated(let activation):
      self.activation = activation
      gate = linear(spec.width, spec.hidden, "gate")
    }
    up = linear(spec.width, spec.hidden, "up")
    down = linear(spec.hidden, spec.width, "down")
  }

  public var parts: [(name: String, module: any Module)] {
    (gate.map { [("gate", $0 as any Module)] } ?? []) + [("up", up), ("down", down)]
  }

  /// [N, D] to [N, D].
  func callAsFunction(_ x: Tensor, _ pass: Pass) -> Tensor {
    guard let gate else { return down(up(x, pass).activated(activation), pass) }
    let both = Linear.together([gate, up], of: x, pass)
    return down(.gated(activation, gate: both[0], up: both[1]), pass)
  }
}

extension Linear {
  /// What several layers make of the same input [N, D]: in one parallel loop where no gradient is wanted.
  static func together(_ layers: [Linear], of x: Tensor, _ pass: Pass) -> [Tensor] {
    let isPlain = layers.allSatisfy { layer in
      layer.adapter == nil && !layer.weight.needsGradient && layer.bias?.needsGradient != true
    }
    guard isPlain, !x.needsGradient else { return layers.map { $0(x, pass) } }
    return x.linear(layers.map { AffineMap($0.weight, $0.bias) })
  }
}
