import Layers
import Randomness
import Tensors

/// The one decoder that every family's spec drives.
public final class TextDecoder: Module {
  public let spec: DecoderSpec
  /// [V, D].
  public let embedding: Tensor
  /// [context + offset, D], in a family with learnt positions.
  public let positionEmbedding: Tensor?
  public let embeddingNorm: Norm?
  public let blocks: [DecoderBlock]
  public let finalNorm: Norm?
  /// None where the embedding serves as the output layer.
  public let head: Linear?
  private lazy var rotary = spec.rotaryTable(positions: spec.context)

  /// A decoder with new weights, drawn as GPT-2's were (normal, deviation 0.02).
  public convenience init(_ spec: DecoderSpec, random: Random) { self.init(spec, .drawn(random)) }

  /// A decoder whose weights come from `weights`.
  public init(_ spec: DecoderSpec, _ weights: WeightSource) {
    self.spec = spec
    let start = WeightSource.Start.normal(deviation: 0.02)
    embedding = weights.tensor("embedding", [spec.vocabulary, spec.width], start)
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
  }

  public var parts: [(name: String, module: any Module)] {
    (embeddingNorm.map { [("embeddingNorm", $0 as any Module)] } ?? [])
      + blocks.enumerated().map { ("blocks.\($0.offset)", $0.element) }
      + (finalNorm.map { [("finalNorm", $0)] } ?? []) + (head.map { [("head", $0)] } ?? [])
  }

  /// The last hidden states [N, D] of packed sequences of tokens [N]; under LLaVA's fusion those of the text rows.
  public func hidden(_ tokens: [Int32], _ segments: Segments, ecg: ECGContext = .none, _ pass: Pass) -> Tensor {
    guard case .tokens(let ecgTokens) = ecg else {
      let context = DecoderContext(
        pass: pass, segments: segments, positions: segments.positions, rotary: rotary, ecg: ecg)
      return run(embedding.embedded(tokens), context)
    }
    let layout = TokenPrefix(segments, each: ecgTokens.rows / segments.count)
    let joined = Tensor.joinedRows([ecgTokens, embedding.embedded(tokens)]).takingRows(layout.order)
    let context = DecoderContext(
      pass: pass, segments: layout.segments, positions: layout.segments.positions, rotary: rotary, ecg: .none)
    return run(joined, context).takingRows(layout.textRows)
  }

  /// The blocks and the norms around them: embeddings [N, D] to hidden states [N, D].
  func run(_ embeddings: Tensor, _ context: DecoderContext) -> Tensor {
    var x = embeddings
    if let positionEmbedding, case .learned(let offset) = spec.position {
      x = .add(x, positionEmbedding.embedded(context.positions.map { $0 + Int32(offset) }))
    }
    if let embeddingNorm { x = embeddingNorm(x) }
    for (layer, block) in blocks.enumerated() { x = block(x, context, layer: layer) }
    return finalNorm?(x) ?? x
  }

  /// The context of one step of generation, for as many rows as the cache was told to expect.
  func step(_ segments: Segments, _ cache: KeyValueCache, ecg: ECGContext, _ pass: Pass) -> DecoderContext {
    DecoderContext(
      pass: pass, segments: segments, positions: cache.positions, rotary: rotary, ecg: ecg, cache: cache)
  }

  /// The logits [N, V] of hidden states [N, D].
  public func logits(_ hidden: Tensor, _ pass: Pass) -> Tensor {
    head?(hidden, pass) ?? hidden.linear(embedding)
  }

  /// Every linear layer inside the blocks, by name: the sites that adapters can go to.
  public var sites: [(name: String, layer: Linear)] {
    blocks.enumerated().flatMap { index, block in
      (block.attention.parts + block.feedForward.parts).compactMap { part in
        (part.module as? Linear).map { layer in
          let owner = block.attention.parts.contains { $0.module === layer } ? "attention" : "feedForward"
          return ("blocks.\(index).\(owner).\(part.name)", layer)
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
  /// The rows that are text.
  let textRows: [Int32]

  init(_ text: Segments, each: Int) {
    var order: [Int32] = []
    var textRows: [Int32] = []
    var lengths: [Int] = []
    let ecgRows = text.count * each
    for (sequence, range) in text.ranges.enumerated() {
      order += (sequence * each..<(sequence + 1) * each).map { Int32($0) }
      for row in range {
        textRows.append(Int32(order.count))
        order.append(Int32(ecgRows + row))
      }
      lengths.append(each + range.count)
    }
    self.order = order
    self.textRows = textRows
    segments = Segments(lengths: lengths)
  }
}
