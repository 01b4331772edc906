import Layers
import Randomness
import Tensors

/// Flamingo's gated cross-attention to the ECG tokens (Alayrac et al., 2022): x + tanh(a) attention(norm(x), ECG), then
/// x + tanh(b) feedForward(norm(x)), with both gates 0 at the start.
public final class GatedCrossAttention: Module {
  private let norm, feedForwardNorm: Norm
  private let query, key, value, output, up, down: Linear
  /// [1].
  private let attentionGate, feedForwardGate: Tensor
  private let pattern: AttentionPattern

  public init(_ spec: DecoderSpec, random: Random) {
    norm = Norm(.layer(epsilon: 1e-5), width: spec.width)
    feedForwardNorm = Norm(.layer(epsilon: 1e-5), width: spec.width)
    let inner = spec.heads * spec.headWidth
    let linear = { (inputs: Int, outputs: Int, name: String) in
      Linear(inputs: inputs, outputs: outputs, bias: false, random: random.split(name), deviation: 0.02)
    }
    query = linear(spec.width, inner, "query")
    key = linear(spec.width, inner, "key")
    value = linear(spec.width, inner, "value")
    output = linear(inner, spec.width, "output")
    up = linear(spec.width, 4 * spec.width, "up")
    down = linear(4 * spec.width, spec.width, "down")
    attentionGate = .zeros([1])
    feedForwardGate = .zeros([1])
    var pattern = AttentionPattern(
      heads: spec.heads, keyValueHeads: spec.heads, width: spec.headWidth,
      scale: 1 / Float(spec.headWidth).squareRoot())
    pattern.isCausal = false
    self.pattern = pattern
    setTrainable(true)
  }

  /// The width of all heads together.
  var inner: Int { pattern.heads * pattern.width }

  public var tensors: [(name: String, tensor: Tensor)] {
    [("attentionGate", attentionGate), ("feedForwardGate", feedForwardGate)]
  }

  public var parts: [(name: String, module: any Module)] {
    [
      ("norm", norm), ("query", query), ("key", key), ("value", value), ("output", output),
      ("feedForwardNorm", feedForwardNorm), ("up", up), ("down", down),
    ]
  }

  /// x [N, D] to [N, D], seeing the ECG tokens of the context; x itself where there are none.
  func callAsFunction(_ x: Tensor, _ context: DecoderContext) -> Tensor {
    guard case .crossed(let tokens) = context.ecg else { return x }
    let pass = context.pass
    let each = tokens.rows / context.segments.count
    let attended = Tensor.attention(
      queries: query(norm(x), pass), keys: key(tokens, pass), values: value(tokens, pass),
      querySegments: context.segments,
      keySegments: Segments(lengths: [Int](repeating: each, count: context.segments.count)), pattern: pattern)
    let seen = Tensor.add(x, output(attended, pass).multiplied(by: attentionGate.activated(.tanh)))
    let fed = down(up(feedForwardNorm(seen), pass).activated(.gelu), pass)
    return .add(seen, fed.multiplied(by: feedForwardGate.activated(.tanh)))
  }
}
