import Layers
import Tensors

/// What distinguishes one family of language models from another, as a value. Dimensions: vocabulary V, width D,
/// layers L, heads H, key-value heads G, head width d.
public struct DecoderSpec: Equatable, Sendable {
  /// Where a block's norms stand.
  public enum Residual: Equatable, Sendable {
    /// x + f(norm(x)), for attention and then for the feed-forward part.
    case pre
    /// norm(x + f(x)).
    case post
    /// x + attention(norm(x)) + feedForward(norm'(x)), where norm' may be the same norm.
    case parallel(sharedNorm: Bool)
  }

  /// How a token's place enters.
  public enum Position: Equatable, Sendable {
    /// A learnt vector for each position, counted from `offset` in the table.
    case learned(offset: Int)
    /// Rotary embedding of the first `dimensions` of each head.
    case rotary(dimensions: Int, base: Double, RotaryTable.Pairing, scaling: RotaryScaling? = nil)
    /// A penalty on distance, different for each head (Press et al., 2022).
    case alibi
    /// A learnt bias for each of `count` buckets of distances, the last of which begins at `farthest` (T5).
    case buckets(count: Int, farthest: Int)
  }

  public enum FeedForward: Equatable, Sendable {
    /// down(f(up(x))).
    case plain(Activation)
    /// down(f(gate(x)) * up(x)).
    case gated(Activation)
  }

  public enum Head: Equatable, Sendable {
    /// The token embedding serves as the output layer too.
    case tied
    case untied(bias: Bool)
  }

  /// How far back attention sees.
  public enum Reach: Equatable, Sendable {
    case all
    /// The last `count` positions, in every layer.
    case window(Int)
    /// The last `count` positions in every second layer, from the second on.
    case alternating(Int)
  }

  /// Which linear layers have a bias.
  public struct Biases: Equatable, Sendable {
    public var attentionInput, attentionOutput, feedForward: Bool

    public init(attentionInput: Bool, attentionOutput: Bool, feedForward: Bool) {
      self.attentionInput = attentionInput
      self.attentionOutput = attentionOutput
      self.feedForward = feedForward
    }

    public static let all = Biases(attentionInput: true, attentionOutput: true, feedForward: true)
    public static let none = Biases(attentionInput: false, attentionOutput: false, feedForward: false)
  }

  public var vocabulary: Int
  public var width: Int
  public var layers: Int
  public var heads: Int
  public var keyValueHeads: Int
  public var headWidth: Int
  /// The width between the feed-forward layers.
  public var hidden: Int
  /// The greatest number of positions.
  public var context: Int

  public var norm: Norm.Kind = .layer(epsilon: 1e-5)
  public var residual: Residual = .pre
  public var position: Position = .learned(offset: 0)
  public var feedForward: FeedForward = .plain(.geluTanh)
  public var head: Head = .tied
  public var reach: Reach = .all
  public var biases: Biases = .all
  /// Whether query, key and value are one layer (so that an adapter on it is one adapter).
  public var fusesProjections = false
  /// Whether scores are divided by sqrt(d); GPT-Neo does not.
  public var scalesScores = true
  /// Whether a norm follows the token embedding, as in BLOOM.
  public var normalizesEmbedding = false
  /// Whether a norm precedes the output layer.
  public var normalizesOutput = true
  /// Whether a token sees only what precedes it; not so in a text encoder.
  public var isCausal = true
  /// Whether every block attends to the output of a text encoder too.
  public var attendsToSource = false
  /// What hidden states are multiplied by before the output layer.
  public var outputScale: Float = 1
  /// Whether a bias is added to the logits, as in BART.
  public var biasesLogits = false

  /// GPT-2's choices at the given size; the other families say what differs.
  public init(
    vocabulary: Int, width: Int, layers: Int, heads: Int, keyValueHeads: Int? = nil, headWidth: Int? = nil,
    hidden: Int? = nil, context: Int
  ) {
    self.vocabulary = vocabulary
    self.width = width
    self.layers = layers
    self.heads = heads
    self.keyValueHeads = keyValueHeads ?? heads
    self.headWidth = headWidth ?? width / heads
    self.hidden = hidden ?? 4 * width
    self.context = context
  }

  /// Whether the heads together are as wide as the model, without which concat fusion is not defined: it tiles H_e over
  /// the heads and hands that to layers of D inputs.
  public var headsFillWidth: Bool { heads * headWidth == width }

  /// How many positions its tables of positions have; nil where a text may be of any length.
  public var positions: Int? {
    switch position {
    case .learned, .rotary: context
    case .alibi, .buckets: nil
    }
  }

  /// The attention pattern of a layer, counted from 0.
  func pattern(layer: Int) -> AttentionPattern {
    var pattern = AttentionPattern(
      heads: heads, keyValueHeads: keyValueHeads, width: headWidth,
      scale: scalesScores ? 1 / Float(headWidth).squareRoot() : 1)
    switch reach {
    case .all: break
    case .window(let count): pattern.window = count
    case .alternating(let count): pattern.window = layer % 2 == 1 ? count : nil
    }
    if position == .alibi { pattern.slopes = Self.slopes(heads: heads) }
    pattern.isCausal = isCausal
    return pattern
  }

  /// The attention pattern towards a text encoder's output.
  var sourcePattern: AttentionPattern {
    var pattern = AttentionPattern(
      heads: heads, keyValueHeads: keyValueHeads, width: headWidth,
      scale: scalesScores ? 1 / Float(headWidth).squareRoot() : 1)
    pattern.isCausal = false
    return pattern
  }

  /// ALiBi's slopes: the powers of 2^(-8/n) for the greatest power of two n up to H, then odd powers of its root.
  static func slopes(heads: Int) -> [Float] {
    var n = 1
    while n * 2 <= heads { n *= 2 }
    let base = power(-8 / Double(n))
    let finer = power(-4 / Double(n))
    let first = (1...n).map { raised(base, $0) }
    return first + (0..<heads - n).map { raised(finer, 2 * $0 + 1) }
  }

  private static func power(_ exponent: Double) -> Double { Double.exp2(exponent) }
  private static func raised(_ base: Double, _ exponent: Int) -> Float {
    Float((0..<exponent).reduce(1.0) { product, _ in product * base })
  }
}
