extension DecoderFamily {
  /// GPT-2 (Radford et al., 2019).
  public static let gpt2 = DecoderFamily(
    name: "gpt2", modelType: "gpt2", architecture: "GPT2LMHeadModel", sizes: gptSizes,
    choices: { spec in spec.fusesProjections = true },
    options: [
      .epsilon("layer_norm_epsilon", or: 1e-5), .activation("activation_function", or: .geluTanh), .tying(or: true),
      .always("scale_attn_weights", true), .always("scale_attn_by_inverse_layer_idx", false),
    ],
    weights: WeightMap(
      prefix: "transformer.", ignored: ["transformer.h.{}.attn.bias", "transformer.h.{}.attn.masked_bias"],
      [
        WeightMap.tensor("transformer.wte.weight", "embedding"),
        WeightMap.tensor("transformer.wpe.weight", "positionEmbedding"),
        WeightMap.layer("transformer.h.{}.ln_1", "blocks.{}.attentionNorm"),
        WeightMap.layer("transformer.h.{}.attn.c_attn", "blocks.{}.attention.projections", layout: .transposed),
        WeightMap.layer("transformer.h.{}.attn.c_proj", "blocks.{}.attention.output", layout: .transposed),
        WeightMap.layer("transformer.h.{}.ln_2", "blocks.{}.feedForwardNorm"),
        WeightMap.layer("transformer.h.{}.mlp.c_fc", "blocks.{}.feedForward.up", layout: .transposed),
        WeightMap.layer("transformer.h.{}.mlp.c_proj", "blocks.{}.feedForward.down", layout: .transposed),
        WeightMap.layer("transformer.ln_f", "finalNorm"),
        WeightMap.layer("lm_head", "head"),
      ]), releasedSites: ["c_attn"])

  /// The keys of GPT-2 and GPT-J.
  static let gptSizes: [ConfigurationField] = [
    .size("vocab_size", \.vocabulary), .size("n_embd", \.width), .layers("n_layer"), .size("n_head", \.heads),
    .headWidthFollows, .size("n_inner", \.hidden) { 4 * $0.width }, .size("n_positions", \.context),
  ]
}

extension ConfigurationField {
  /// As many key-value heads as heads, and a head's width of D / H.
  static let headWidthFollows = ConfigurationField { configuration, spec in
    guard spec.width.isMultiple(of: spec.heads) else {
      throw configuration.fault("a width that the \(spec.heads) heads divide", "\(spec.width)")
    }
    spec.keyValueHeads = spec.heads
    spec.headWidth = spec.width / spec.heads
  } written: { _ in
    [:]
  }
}
