extension DecoderFamily {
  /// BLOOM (Le Scao et al., 2022): ALiBi instead of positions, and a norm after the embedding.
  public static let bloom = DecoderFamily(
    name: "bloom", modelType: "bloom", architecture: "BloomForCausalLM",
    sizes: [
      .size("vocab_size", \.vocabulary), .size("hidden_size", \.width, aliases: ["n_embed"]),
      .layers("n_layer"), .size("n_head", \.heads, aliases: ["num_attention_heads"]), .headWidthFollows,
      hiddenFollows, .size("seq_length", \.context) { _ in 2_048 },
    ],
    choices: { spec in
      spec.position = .alibi
      spec.fusesProjections = true
      spec.normalizesEmbedding = true
    },
    options: [
      .epsilon("layer_norm_epsilon", or: 1e-5), .tying(or: true),
      .always("apply_residual_connection_post_layernorm", false),
    ],
    weights: WeightMap(
      prefix: "transformer.",
      [
        WeightMap.tensor("transformer.word_embeddings.weight", "embedding"),
        WeightMap.layer("transformer.word_embeddings_layernorm", "embeddingNorm"),
        WeightMap.layer("transformer.ln_f", "finalNorm"),
        WeightMap.layer("lm_head", "head"),
      ] + WeightMap.megatronBlock("transformer.h.{}", attention: "self_attention")), releasedSites: ["query_key_value"])

  /// BLOOM's feed-forward part is always four times as wide.
  private static let hiddenFollows = ConfigurationField { _, spec in
    spec.hidden = 4 * spec.width
  } written: { _ in
    [:]
  }
}
