extension DecoderFamily {
  /// OPT (Zhang et al., 2022): ReLU, and learnt positions that start at 2.
  public static let opt = DecoderFamily(
    name: "opt", modelType: "opt", architecture: "OPTForCausalLM",
    sizes: [
      .size("vocab_size", \.vocabulary), .size("hidden_size", \.width), .layers("num_hidden_layers"),
      .size("num_attention_heads", \.heads), .headWidthFollows, .size("ffn_dim", \.hidden) { 4 * $0.width },
      .size("max_position_embeddings", \.context),
    ],
    choices: { spec in
      spec.position = .learned(offset: 2)
      spec.feedForward = .plain(.relu)
    },
    options: [
      .activation("activation_function", or: .relu), .tying(or: true), .always("do_layer_norm_before", true),
      .always("enable_bias", true), .always("_remove_final_layer_norm", false),
      .always("layer_norm_elementwise_affine", true), embeddingWidth,
    ],
    weights: WeightMap(
      prefix: "model.",
      [
        WeightMap.tensor("model.decoder.embed_tokens.weight", "embedding"),
        WeightMap.tensor("model.decoder.embed_positions.weight", "positionEmbedding"),
        WeightMap.layer("model.decoder.layers.{}.self_attn_layer_norm", "blocks.{}.attentionNorm"),
        WeightMap.layer("model.decoder.layers.{}.self_attn.q_proj", "blocks.{}.attention.query"),
        WeightMap.layer("model.decoder.layers.{}.self_attn.k_proj", "blocks.{}.attention.key"),
        WeightMap.layer("model.decoder.layers.{}.self_attn.v_proj", "blocks.{}.attention.value"),
        WeightMap.layer("model.decoder.layers.{}.self_attn.out_proj", "blocks.{}.attention.output"),
        WeightMap.layer("model.decoder.layers.{}.final_layer_norm", "blocks.{}.feedForwardNorm"),
        WeightMap.layer("model.decoder.layers.{}.fc1", "blocks.{}.feedForward.up"),
        WeightMap.layer("model.decoder.layers.{}.fc2", "blocks.{}.feedForward.down"),
        WeightMap.layer("model.decoder.final_layer_norm", "finalNorm"),
        WeightMap.layer("lm_head", "head"),
      ]), releasedSites: ["q_proj", "k_proj", "v_proj"])

  /// The smallest OPT projects its embeddings; none that is supported does.
  private static let embeddingWidth = ConfigurationField { configuration, spec in
    let width = try configuration.integer("word_embed_proj_dim", or: spec.width)
    guard width == spec.width else {
      throw configuration.fault("word_embed_proj_dim of \(spec.width)", "\(width)", .unsupported)
    }
  } written: {
    ["word_embed_proj_dim": $0.width]
  }
}
