import Layers
import Randomness
import Tensors

/// Turns ECGs into features.
public protocol ECGEncoder: Module {
  /// The width C of the features.
  var features: Int { get }

  /// ECGs [B, T, 12] to `tokens` feature vectors each, [B, S, C].
  func callAsFunction(_ signals: Tensor, tokens: Int, _ pass: Pass) -> Tensor

  /// How many places in time the features of an ECG of so many samples have, which is the most tokens that it gives.
  func positions(samples: Int) -> Int

  /// Floating-point operations of a forward pass over one ECG of so many samples, products and scans alone.
  func operations(samples: Int) -> Double
}

/// The two-layer perceptron after the encoder (paper A.3): Linear, batch norm, ReLU, Linear, batch norm; then, as the
/// released code does and the paper does not say, unit length.
public final class Projector: Module {
  public struct Options: Equatable, Sendable {
    /// Linear layers: 2 in the paper.
    public var depth = 2
    /// Whether batch norms follow the linear layers; for GPT-NeoX they do not.
    public var normalizes = true
    /// Whether the result is scaled to unit length.
    public var unitLength = true

    public init(depth: Int = 2, normalizes: Bool = true, unitLength: Bool = true) {
      self.depth = depth
      self.normalizes = normalizes
      self.unitLength = unitLength
    }
  }

  private let layers: [Linear]
  private let norms: [BatchNorm]
  private let options: Options

  public init(inputs: Int, outputs: Int, options: Options = Options(), random: Random) {
    self.options = options
    layers = (0..<options.depth).map { index in
      Linear(
        inputs: inputs, outputs: index == options.depth - 1 ? outputs : inputs, bias: true, random: random.split(index))
    }
    norms = options.normalizes ? layers.map { BatchNorm(channels: $0.outputs) } : []
    setTrainable(true)
  }

  public var parts: [(name: String, module: any Module)] {
    layers.enumerated().map { ("layers.\($0.offset)", $0.element) }
      + norms.enumerated().map { ("norms.\($0.offset)", $0.element) }
  }

  /// [..., C] to [..., outputs].
  public func callAsFunction(_ features: Tensor, _ pass: Pass) -> Tensor {
    var x = features
    for (index, layer) in layers.enumerated() {
      let isLast = index == layers.count - 1
      x = layer(x, pass)
      if options.normalizes {
        x = norms[index](x, pass, rectified: !isLast)
      } else if !isLast {
        x = x.activated(.relu)
      }
    }
    return options.unitLength ? x.normalizedRows() : x
  }
}
