import Layers
import Randomness
import Tensors

/// The one stack of blocks that every family's spec drives: a decoder, or either half of an encoder-decoder.
public final class TextDecoder: Module {
  public let spec: DecoderSpec
  /// [V, D].
  public let embedding: Tensor
  /// [context + offset, D], in a family with learnt positions.
  public let positionEmbedding: Tensor?
  /// [buckets, H], in a family whose attention adds a bias by distance.
  public let distanceBias: Tensor?
  public let embeddingNorm: Norm?
  public let blocks: [DecoderBlock]
  public let finalNorm: Norm?
  /// None where the embedding serves as the output layer.
  public let head: Linear?
  /// [1, V], in a family that adds a bias to the logits.
  public let logitsBias: Tensor?
  private lazy var rotary = spec.rotaryTable(positions: spec.context)

  /// A decoder with new weights, drawn as GPT-2's were (normal, deviation 0.02).
  public convenience init(_ spec: DecoderSpec, random: Random) { self.init(spec, .drawn(random)) }

  /// A decoder whose weights come from `weights`.
  /// - Parameter shared: the embedding [V, D] of an encoder-decoder, which both halves have in common.
  public init(_ spec: DecoderSpec, _ weights: WeightSource, embedding shared: Tensor? = nil) {
    self.spec = spec
    let start = WeightSource.Start.normal(deviation: 0.02)
    embedding = shared ?? weights.tensor("embedding", [spec.vocabulary, spec.width], start)
    if case .buckets(let count, _) = spec.position {
      distanceBias = weights.tensor("distanceBias", [count, spec.heads], start)
    } else {
      distanceBias = nil
    }
    logitsBias = spec.biasesLogits ? weights.tensor("logitsBias", [1, spec.vocabulary], .constant(0)) : nil
    if case .learned(let offset) = spec.position {
      positionEmbedding = weights.tensor("positionEmbedding", [spec.context + offset, spec.width], start)
    } else {
      positionEmbedding = nil
    }
    embeddingNorm =
      spec.normalizesEmbedding ? Norm(spec.norm, width: spec.width, weights.part("embeddingNorm")) : nil
    blocks = (0..<spec.layers).map { DecoderBlock(spec, layer: $0, weights.part("blocks.\($0)")) }
    finalNorm = spec.normalizesOutput ? Norm(spec.norm, width: spec.width, weights.part("finalNorm")) : nil
    if case .untied(let bias) = spec.head {
      head = Linear(inputs: spec.width, outputs: spec.vocabulary, bias: bias, weights.part("head"))
    } else {
      head = nil
    }
  }

  public var tensors: [(name: String, tensor: Tensor)] {
    [("embedding", embedding)] + (positionEmbedding.map { [("positionEmbedding", $0)] } ?? [])
      + (distanceBias.map { [("distanceBias", $0)] } ?? [])
  }

  /// The published models of the families that have one leave it at 0.
  public var statistics: [(name: String, tensor: Tensor)] { logitsBias.map { [("logitsBias", $0)] } ?? [] }

  public var parts: [(name: String, module: any Module)] {
    (embeddingNorm.map { [("embeddingNorm", $0 as any Module)] } ?? [])
      + blocks.enumerated().map { ("blocks.\($0.offset)", $0.element) }
      + (finalNorm.map { [("finalNorm", $0)] } ?? []) + (head.map { [("head", $0)] } ?? [])
  }

  /// The last hidden states [N, D] of packed sequences of tokens [N]; under LLaVA's fusion those of the text rows.
  /// - Parameter rows: consecutive rows of each sequence, one sequence after the other, where only these are wanted.
  public func hidden(
    _ tokens: [Int32], _ segments: Segments, ecg: ECGContext = .none, rows: [Range<Int>]? = nil, _ pass: Pass
  ) -> Tensor {
    hidden(tokens, segments, ecg: ecg, source: nil, rows: rows, pass)
  }

  /// The same, of a decoder that has a source.
  func hidden(
    _ tokens: [Int32], _ segments: Segments, ecg: ECGContext, source: EncodedSource?, rows: [Range<Int>]? = nil,
    _ pass: Pass
  ) -> Tensor {
    let embeddings = embedding.embedded(tokens)
    guard case .tokens(let ecgTokens) = ecg else {
      return run(embeddings, context(segments, ecg: ecg, source: source, pass), rows.map(WantedRows.init))
    }
    let layout = TokenPrefix(segments, each: ecgTokens.rows / segments.count)
    let joined = layout.joined(ecgTokens, embeddings)
    let wanted = WantedRows(layout.joined(rows ?? segments.ranges))
    return run(joined, context(layout.segments, ecg: .none, source: source, pass), wanted)
  }

  private func context(
    _ segments: Segments, ecg: ECGContext, source: EncodedSource?, _ pass: Pass
  ) -> DecoderContext {
    DecoderContext(
      pass: pass, segments: segments, positions: segments.positions, rotary: rotary, ecg: ecg, source: source,
      bias: bias(keys: segments.ranges.map(\.count).max() ?? 0))
  }

  /// The bias by distance among so many keys.
  private func bias(keys: Int) -> DistanceBias? {
    guard let distanceBias, case .buckets(let count, let farthest) = spec.position else { return nil }
    let buckets = RelativeBuckets(count: count, farthest: farthest, isBidirectional: !spec.isCausal)
    return DistanceBias(distanceBias, reach: keys, bucket: buckets.bucket)
  }

  /// The blocks and the norms around them: embeddings [N, D] to hidden states [N, D], or to those of the wanted rows.
  func run(_ embeddings: Tensor, _ context: DecoderContext, _ wanted: WantedRows? = nil) -> Tensor {
    var x = embeddings
    if let positionEmbedding, case .learned(let offset) = spec.position {
      x = .add(x, positionEmbedding.embedded(context.positions.map { $0 + Int32(offset) }))
    }
    if let embeddingNorm { x = embeddingNorm(x) }
    for layer in blocks.indices { x = advanced(x, context, layer, layer == blocks.count - 1 ? wanted : nil) }
    return finalNorm?(x) ?? x
  }

  /// What a block makes of hidden states. In training each has its own view of the tensors that all see, so that their
  /// gradients are added up block by block, whether these are computed again or not.
  private func advanced(_ x: Tensor, _ context: DecoderContext, _ layer: Int, _ wanted: WantedRows?) -> Tensor {
    let block = blocks[layer]
    let pass = context.pass
    guard pass.isTraining else { return block(x, context, layer: layer, wanted: wanted) }
    guard pass.recomputes else {
      let shared = context.shared.map { $0.reshaped($0.shape) }
      return block(x, context.sharing(shared), layer: layer, wanted: wanted)
    }
    let drawn = pass.drawn
    return .recomputed([x] + context.shared, parameters: block.trainableTensors.map(\.tensor)) { inputs in
      pass.drawing(after: drawn) {
        block(inputs[0], context.sharing(Array(inputs.dropFirst())), layer: layer, wanted: wanted)
      }
    }
  }

  /// The context of one step of generation, for as many rows as the cache was told to expect.
  func step(
    _ segments: Segments, _ cache: KeyValueCache, ecg: ECGContext, source: EncodedSource?, _ pass: Pass
  ) -> DecoderContext {
    DecoderContext(
      pass: pass, segments: segments, positions: cache.positions, rotary: rotary, ecg: ecg, source: source,
      bias: bias(keys: cache.visible.ranges.map(\.count).max() ?? 0), cache: cache)
  }

  /// The logits [N, V] of hidden states [N, D].
  public func logits(_ hidden: Tensor, _ pass: Pass) -> Tensor {
    if let head { return head(hidden, pass) }
    let scaled = spec.outputScale == 1 ? hidden : hidden.scaled(by: spec.outputScale)
    return scaled.linear(embedding, bias: logitsBias?.reshaped([spec.vocabulary]))
  }

  /// Every linear layer inside the blocks, by name: the sites that adapters can go to.
  public var sites: [(name: String, layer: Linear)] {
    blocks.enumerated().flatMap { index, block in
      let owners: [(name: String, module: (any Module)?)] = [
        ("attention", block.attention), ("sourceAttention", block.sourceAttention), ("feedForward", block.feedForward),
      ]
      return owners.flatMap { owner in
        (owner.module?.parts ?? []).compactMap { part in
          (part.module as? Linear).map { ("blocks.\(index).\(owner.name).\(part.name)", $0) }
        }
      }
    }
  }
}

/// Where rows go when each sequence is preceded by equally many ECG tokens.
struct TokenPrefix {
  /// The sequences with their ECG tokens.
  let segments: Segments
  /// For each row of these, its row among first all ECG tokens, then all text.
  let order: [Int32]
  private let each: Int

  init(_ text: Segments, each: Int) {
    var order: [Int32] = []
    var lengths: [Int] = []
    let ecgRows = text.count * each
    for (sequence, range) in text.ranges.enumerated() {
      order += (sequence * each..<(sequence + 1) * each).map { Int32($0) }
      order += range.map { Int32(ecgRows + $0) }
      lengths.append(each + range.count)
    }
    self.order = order
    self.each = each
    segments = Segments(lengths: lengths)
  }

  /// ECG tokens [B S, D] and text [N, D] in that order.
  func joined(_ ecg: Tensor, _ text: Tensor) -> Tensor { Tensor.joinedRows([ecg, text]).takingRows(order) }

  /// Where rows of the text, some of one sequence after the other, go.
  func joined(_ rows: [Range<Int>]) -> [Range<Int>] {
    rows.enumerated().map { sequence, range in
      let before = (sequence + 1) * each
      return range.lowerBound + before..<range.upperBound + before
    }
  }
}
