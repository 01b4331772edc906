import Layers
import Tensors

/// Multi-head attention of a sequence to itself and, under concat fusion, to the ECG.
public final class SelfAttention: Module {
  /// How query, key and value are computed.
  public enum Projections {
    case separate(query: Linear, key: Linear, value: Linear)
    /// One layer whose outputs are the queries, then the keys, then the values.
    case fused(Linear)
  }

  public let projections: Projections
  public let output: Linear
  private let pattern: AttentionPattern
  private var queryWidth: Int { pattern.heads * pattern.width }
  private var keyWidth: Int { pattern.keyValueHeads * pattern.width }

  init(_ spec: DecoderSpec, layer: Int, _ weights: WeightSource) {
    pattern = spec.pattern(layer: layer)
    let queries = spec.heads * spec.headWidth
    let keys = spec.keyValueHeads * spec.headWidth
    let linear = { (inputs: Int, outputs: Int, bias: Bool, name: String) in
      Linear(inputs: inputs, outputs: outputs, bias: bias, weights.part(name))
    }
    let bias = spec.biases.attentionInput
    projections =
      spec.fusesProjections
      ? .fused(linear(spec.width, queries + 2 * keys, bias, "projections"))
      : .separate(
        query: linear(spec.width, queries, bias, "query"), key: linear(spec.width, keys, bias, "key"),
        value: linear(spec.width, keys, bias, "value"))
    output = linear(queries, spec.width, spec.biases.attentionOutput, "output")
  }

  public var parts: [(name: String, module: any Module)] {
    switch projections {
    case .separate(let query, let key, let value):
      [("query", query), ("key", key), ("value", value), ("output", output)]
    case .fused(let layer): [("projections", layer), ("output", output)]
    }
  }

  /// x [N, D] to [N, D], or to those of its rows that are wanted: each packed sequence attends to itself, to what the
  /// cache holds of it, and to the prefix.
  func callAsFunction(
    _ x: Tensor, prefix: AttentionPrefix?, _ context: DecoderContext, layer: Int, wanted: WantedRows?
  ) -> Tensor {
    if case .fused(let layer) = projections, context.rotary == nil, context.cache == nil, wanted == nil {
      let mixed = Tensor.selfAttention(
        layer(x, context.pass), prefix: prefix, segments: context.segments, pattern: pattern, bias: context.bias)
      return output(mixed, context.pass)
    }
    var (queries, keys, values) = projected(x, context.pass)
    if let wanted { queries = wanted.of(queries) }
    if let table = context.rotary {
      queries = queries.rotated(by: table, positions: wanted?.of(context.positions) ?? context.positions)
      keys = keys.rotated(by: table, positions: context.positions)
    }
    var keySegments = wanted?.keys(context.segments) ?? context.segments
    if let cache = context.cache {
      cache.append(keys, values, layer: layer)
      (keys, values, keySegments) = (cache.keys[layer], cache.values[layer], cache.visible)
    }
    let mixed = Tensor.attention(
      queries: queries, keys: keys, values: values, prefix: prefix,
      querySegments: wanted?.segments ?? context.segments, keySegments: keySegments, pattern: pattern,
      bias: context.bias)
    return output(mixed, context.pass)
  }

  private func projected(_ x: Tensor, _ pass: Pass) -> (Tensor, Tensor, Tensor) {
    switch projections {
    case .separate(let query, let key, let value):
      let all = Linear.together([query, key, value], of: x, pass)
      return (all[0], all[1], all[2])
    case .fused(let layer):
      let all = layer(x, pass)
      return (
        all.takingColumns(0..<queryWidth), all.takingColumns(queryWidth..<queryWidth + keyWidth),
        all.takingColumns(queryWidth + keyWidth..<queryWidth + 2 * keyWidth)
      )
    }
  }

  /// The columns that the ECG adds to the keys and values (paper eq. 4): H_e [B S, d], repeated for every head, through
  /// this layer's own projections with bias and adapter, neither normalised before nor rotated.
  func prefix(_ embeddings: Tensor, _ pass: Pass) -> AttentionPrefix {
    let tiled = embeddings.repeatingColumns(pattern.heads)
    switch projections {
    case .separate(_, let key, let value):
      return AttentionPrefix(keys: key(tiled, pass), values: value(tiled, pass))
    case .fused:
      let (_, keys, values) = projected(tiled, pass)
      return AttentionPrefix(keys: keys, values: values)
    }
  }
}
