import Foundation
import Layers
import Tensors

/// An encoder of text such as BERT (Devlin et al., 2019) and RoBERTa (Liu et al., 2019): every token attends to all of
/// its text.
public final class TextEncoder: Module {
  public let spec: TextEncoderSpec
  /// [V, D].
  public let embedding: Tensor
  /// [context + offset, D].
  public let positionEmbedding: Tensor
  /// [token types, D].
  public let typeEmbedding: Tensor
  public let embeddingNorm: Norm
  public let blocks: [DecoderBlock]

  /// An encoder whose weights come from `weights`.
  public init(_ spec: TextEncoderSpec, _ weights: WeightSource) {
    self.spec = spec
    let blocks = spec.blocks
    let table = { (name: String, rows: Int) in
      weights.tensor(name, [rows, blocks.width], .normal(deviation: 0.02))
    }
    embedding = table("embedding", blocks.vocabulary)
    positionEmbedding = table("positionEmbedding", blocks.context + spec.positionOffset)
    typeEmbedding = table("typeEmbedding", spec.tokenTypes)
    embeddingNorm = Norm(blocks.norm, width: blocks.width, weights.part("embeddingNorm"))
    self.blocks = (0..<blocks.layers).map { DecoderBlock(blocks, layer: $0, weights.part("blocks.\($0)")) }
  }

  /// An encoder with the weights of a checkpoint.
  /// - Throws: `CheckpointError` that names a tensor no rule takes, a parameter that no tensor fills, or a wrong shape.
  public convenience init(_ checkpoint: Checkpoint, family: TextEncoderFamily, spec: TextEncoderSpec) throws {
    let outline = TextEncoder(spec, .outline)
    self.init(spec, try checkpoint.weights(of: outline, by: family.weights, headWidth: spec.blocks.headWidth))
  }

  /// An encoder from a Hugging Face folder.
  /// - Throws: `CheckpointError`.
  public convenience init(folder: URL) throws {
    let configuration = try ModelConfiguration(contentsOf: folder.appending(path: ModelFolder.configuration))
    let family = try TextEncoderFamily.of(configuration)
    try self.init(Checkpoint(at: folder), family: family, spec: family.spec(configuration))
  }

  public var tensors: [(name: String, tensor: Tensor)] {
    [("embedding", embedding), ("positionEmbedding", positionEmbedding), ("typeEmbedding", typeEmbedding)]
  }

  public var parts: [(name: String, module: any Module)] {
    [("embeddingNorm", embeddingNorm)] + blocks.enumerated().map { ("blocks.\($0.offset)", $0.element) }
  }

  /// The hidden states [N, D] of packed texts of tokens [N] after a number of layers.
  /// - Parameters:
  ///   - types: the type of each token [N]; all are of type 0 when nil.
  ///   - layer: from 0, the embeddings, to all layers, which nil means.
  public func hidden(
    _ tokens: [Int32], types: [Int32]? = nil, _ segments: Segments, layer: Int? = nil, _ pass: Pass = .inference
  ) -> Tensor {
    let layer = layer ?? blocks.count
    precondition((0...blocks.count).contains(layer), "layer \(layer) of \(blocks.count)")
    let positions = segments.positions
    let places = positionEmbedding.embedded(positions.map { $0 + Int32(spec.positionOffset) })
    let kinds = typeEmbedding.embedded(types ?? [Int32](repeating: 0, count: tokens.count))
    var x = embeddingNorm(.add(.add(embedding.embedded(tokens), kinds), places))
    let context = DecoderContext(pass: pass, segments: segments, positions: positions, rotary: nil, ecg: .none)
    for (index, block) in blocks.prefix(layer).enumerated() { x = block(x, context, layer: index) }
    return x
  }
}
