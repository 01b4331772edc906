/// A family of text encoders: how its `config.json` becomes a spec, and which of its tensors is which of ours.
public struct TextEncoderFamily: Sendable {
  /// The names in `config.json`.
  public let modelTypes: [String]
  /// The row of the position table that the first token has.
  let positionOffset: Int
  /// What a norm adds to the variance where the configuration does not say.
  let epsilon: Double
  public let weights: WeightMap

  /// All families, the order being of no consequence.
  public static let all = [bert, roberta]

  /// The family of a configuration.
  /// - Throws: `CheckpointError` that lists the families there are.
  public static func of(_ configuration: ModelConfiguration) throws -> TextEncoderFamily {
    guard let family = all.first(where: { $0.modelTypes.contains(configuration.modelType) }) else {
      throw configuration.fault(
        "a text encoder's model_type among \(all.flatMap(\.modelTypes).joined(separator: ", "))",
        configuration.modelType, .unsupported)
    }
    return family
  }

  /// The spec that a configuration describes.
  /// - Throws: `CheckpointError` for what is missing, impossible, or not known here.
  public func spec(_ configuration: ModelConfiguration) throws -> TextEncoderSpec {
    var blocks = DecoderSpec(vocabulary: 1, width: 1, layers: 1, heads: 1, context: 1)
    blocks.residual = .post
    blocks.isCausal = false
    blocks.normalizesEmbedding = true
    blocks.normalizesOutput = false
    blocks.position = .learned(offset: positionOffset)
    blocks.feedForward = .plain(.gelu)
    for field in Self.fields { try field.read(configuration, &blocks) }
    blocks.norm = .layer(epsilon: Float(try configuration.number("layer_norm_eps", or: epsilon)))
    guard blocks.context > positionOffset else {
      throw configuration.fault("“max_position_embeddings” above \(positionOffset)", "\(blocks.context)")
    }
    blocks.context -= positionOffset
    let kind = try configuration.text("position_embedding_type", or: "absolute")
    guard kind == "absolute" else {
      throw configuration.fault("“position_embedding_type” to be absolute", kind, .unsupported)
    }
    let types = try configuration.integer("type_vocab_size", or: 2)
    guard types > 0 else { throw configuration.fault("a positive “type_vocab_size”", "\(types)") }
    return TextEncoderSpec(blocks: blocks, tokenTypes: types)
  }

  private static let fields: [ConfigurationField] = [
    .size("vocab_size", \.vocabulary), .size("hidden_size", \.width), .layers("num_hidden_layers"),
    .size("num_attention_heads", \.heads), .headWidthFollows, .size("intermediate_size", \.hidden) { 4 * $0.width },
    .size("max_position_embeddings", \.context), .activation("hidden_act", or: .gelu),
    .always("is_decoder", false),
  ]
}
