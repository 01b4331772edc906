import Layers
import Randomness
import Tensors

/// A block of an encoder in which every token sees every token of its sequence: attention and a feed-forward part with
/// GELU, each after a layer norm and around the residual stream (Dosovitskiy et al., 2021, equations 2 and 3).
public final class TransformerBlock: Module {
  private let attentionNorm, feedForwardNorm: Norm
  /// Queries, then keys, then values.
  private let projections: Linear
  private let output, up, down: Linear
  private let pattern: AttentionPattern

  init(width: Int, heads: Int, random: Random) {
    precondition(width % heads == 0, "\(heads) heads in a width of \(width)")
    let norm = { Norm(.layer(epsilon: 1e-6), width: width) }
    (attentionNorm, feedForwardNorm) = (norm(), norm())
    let linear = { (inputs: Int, outputs: Int, name: String) in
      Linear(inputs: inputs, outputs: outputs, bias: true, random: random.split(name), deviation: 0.02)
    }
    projections = linear(width, 3 * width, "projections")
    output = linear(width, width, "output")
    up = linear(width, 4 * width, "up")
    down = linear(4 * width, width, "down")
    let headWidth = width / heads
    var pattern = AttentionPattern(
      heads: heads, keyValueHeads: heads, width: headWidth, scale: 1 / Float(headWidth).squareRoot())
    pattern.isCausal = false
    self.pattern = pattern
  }

  public var parts: [(name: String, module: any Module)] {
    [
      ("attentionNorm", attentionNorm), ("projections", projections), ("output", output),
      ("feedForwardNorm", feedForwardNorm), ("up", up), ("down", down),
    ]
  }

  /// x [N, D] to [N, D].
  func callAsFunction(_ x: Tensor, _ segments: Segments, _ pass: Pass) -> Tensor {
    let all = projections(attentionNorm(x), pass)
    let width = x.width
    let mixed = Tensor.attention(
      queries: all.takingColumns(0..<width), keys: all.takingColumns(width..<2 * width),
      values: all.takingColumns(2 * width..<3 * width), querySegments: segments, keySegments: segments,
      pattern: pattern)
    let attended = Tensor.add(x, output(mixed, pass))
    return .add(attended, down(up(feedForwardNorm(attended), pass).activated(.gelu), pass))
  }

  /// Floating-point operations of one pass over a sequence.
  static func operations(width: Int, tokens: Int) -> Double {
    let linear = 2.0 * 12 * Double(width * width * tokens)
    return linear + 4 * Double(tokens * tokens * width)
  }
}
