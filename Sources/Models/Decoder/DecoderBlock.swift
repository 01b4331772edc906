import Layers
import Tensors

/// One layer of a decoder: attention and a feed-forward part, around the residual stream.
public final class DecoderBlock: Module {
  public let attentionNorm: Norm
  public let attention: SelfAttention
  /// Attention to a text encoder's output, with its norm, in the decoder of an encoder-decoder.
  public let sourceNorm: Norm?
  public let sourceAttention: SourceAttention?
  /// None where the feed-forward part shares the attention's norm.
  public let feedForwardNorm: Norm?
  public let feedForward: FeedForward
  /// Flamingo's cross-attention to the ECG before this block, where it has one.
  public var crossAttention: GatedCrossAttention?
  private let residual: DecoderSpec.Residual

  init(_ spec: DecoderSpec, layer: Int, _ weights: WeightSource) {
    residual = spec.residual
    attentionNorm = Norm(spec.norm, width: spec.width, weights.part("attentionNorm"))
    attention = SelfAttention(spec, layer: layer, weights.part("attention"))
    sourceNorm = spec.attendsToSource ? Norm(spec.norm, width: spec.width, weights.part("sourceNorm")) : nil
    sourceAttention = spec.attendsToSource ? SourceAttention(spec, weights.part("sourceAttention")) : nil
    feedForwardNorm =
      spec.residual == .parallel(sharedNorm: true)
      ? nil : Norm(spec.norm, width: spec.width, weights.part("feedForwardNorm"))
    feedForward = FeedForward(spec, weights.part("feedForward"))
  }

  public var parts: [(name: String, module: any Module)] {
    [("attentionNorm", attentionNorm), ("attention", attention)]
      + (sourceNorm.map { [("sourceNorm", $0)] } ?? []) + (sourceAttention.map { [("sourceAttention", $0)] } ?? [])
      + (feedForwardNorm.map { [("feedForwardNorm", $0)] } ?? []) + [("feedForward", feedForward)]
      + (crossAttention.map { [("crossAttention", $0)] } ?? [])
  }

  /// x [N, D] to [N, D], or to those of its rows that are wanted.
  func callAsFunction(_ x: Tensor, _ context: DecoderContext, layer: Int, wanted: WantedRows? = nil) -> Tensor {
    let all = crossAttention?(x, context) ?? x
    var x = wanted?.of(all) ?? all
    let prefix = context.prefix(layer, attention)
    let attend = { self.attention($0, prefix: prefix, context, layer: layer, wanted: wanted) }
    let readSource = { (x: Tensor) in
      self.sourceAttention?(x, wanted?.segments ?? context.segments, context, layer: layer)
    }
    let pass = context.pass
    switch residual {
    case .pre:
      x = .add(x, attend(attentionNorm(all)))
      if let sourceNorm, let read = readSource(sourceNorm(x)) { x = .add(x, read) }
      return .add(x, feedForward(feedForwardNorm?(x) ?? x, pass))
    case .post:
      x = attentionNorm(.add(x, attend(all)))
      if let sourceNorm, let read = readSource(x) { x = sourceNorm(.add(x, read)) }
      let sum = Tensor.add(x, feedForward(x, pass))
      return feedForwardNorm?(sum) ?? sum
    case .parallel:
      let normalized = attentionNorm(all)
      let fed = feedForward(feedForwardNorm?(x) ?? wanted?.of(normalized) ?? normalized, pass)
      return .add(x, .add(attend(normalized), fed))
    }
  }
}
