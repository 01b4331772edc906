import Layers
import Tensors

/// Attention of a decoder to the output of a text encoder.
public final class SourceAttention: Module {
  public let query, key, value, output: Linear
  private let pattern: AttentionPattern

  init(_ spec: DecoderSpec, _ weights: WeightSource) {
    pattern = spec.sourcePattern
    let queries = spec.heads * spec.headWidth
    let keys = spec.keyValueHeads * spec.headWidth
    let bias = spec.biases.attentionInput
    query = Linear(inputs: spec.width, outputs: queries, bias: bias, weights.part("query"))
    key = Linear(inputs: spec.width, outputs: keys, bias: bias, weights.part("key"))
    value = Linear(inputs: spec.width, outputs: keys, bias: bias, weights.part("value"))
    output = Linear(inputs: queries, outputs: spec.width, bias: spec.biases.attentionOutput, weights.part("output"))
  }

  public var parts: [(name: String, module: any Module)] {
    [("query", query), ("key", key), ("value", value), ("output", output)]
  }

  /// x [N, D], the rows of sequences, to [N, D]; the context must have a source.
  func callAsFunction(_ x: Tensor, _ segments: Segments, _ context: DecoderContext, layer: Int) -> Tensor {
    guard let source = context.source else { preconditionFailure("a decoder of an encoder-decoder without a source") }
    let (keys, values) = read(source, context, layer)
    let mixed = Tensor.attention(
      queries: query(x, context.pass), keys: keys, values: values, querySegments: segments,
      keySegments: source.segments, pattern: pattern)
    return output(mixed, context.pass)
  }

  /// The source's keys and values: computed once for a report, then kept in the cache.
  private func read(_ source: EncodedSource, _ context: DecoderContext, _ layer: Int) -> (Tensor, Tensor) {
    if let kept = context.cache?.sources[layer] { return kept }
    let read = (key(source.hidden, context.pass), value(source.hidden, context.pass))
    context.cache?.sources[layer] = read
    return read
  }
}
