extension DecoderFamily {
  /// LLaMA 1 to 3 (Touvron et al., 2023), and what is built like them (SmolLM2, TinyLlama).
  public static let llama = DecoderFamily(
    name: "llama", modelType: "llama", architecture: "LlamaForCausalLM", sizes: llamaSizes, choices: llamaChoices,
    options: llamaOptions + [
      .biases("attention_bias", [\.biases.attentionInput, \.biases.attentionOutput], or: false),
      .biases("mlp_bias", [\.biases.feedForward], or: false),
    ], weights: llamaWeights, releasedSites: ["q_proj", "k_proj", "v_proj"])

  static let llamaSizes: [ConfigurationField] = [
    .size("vocab_size", \.vocabulary), .size("hidden_size", \.width), .layers("num_hidden_layers"),
    .size("num_attention_heads", \.heads), .size("num_key_value_heads", \.keyValueHeads) { $0.heads },
    .size("head_dim", \.headWidth) { $0.width / $0.heads }, .size("intermediate_size", \.hidden),
    .size("max_position_embeddings", \.context) { _ in 2_048 },
  ]

  @Sendable static func llamaChoices(_ spec: inout DecoderSpec) {
    spec.norm = .rms(epsilon: 1e-5)
    spec.position = .rotary(dimensions: spec.headWidth, base: 10_000, .halves)
    spec.feedForward = .gated(.silu)
    spec.head = .untied(bias: false)
    spec.biases = .none
  }

  static let llamaOptions: [ConfigurationField] = [
    .epsilon("rms_norm_eps", or: 1e-6), .activation("hidden_act", or: .silu), .tying(or: false),
    .rotaryBase("rope_theta"), .rotaryScaling,
  ]

  static let llamaWeights = WeightMap(
    prefix: "model.", ignored: ["model.layers.{}.self_attn.rotary_emb.inv_freq"],
    [
      WeightMap.tensor("model.embed_tokens.weight", "embedding"),
      WeightMap.layer("model.layers.{}.input_layernorm", "blocks.{}.attentionNorm"),
      WeightMap.layer("model.layers.{}.self_attn.q_proj", "blocks.{}.attention.query"),
      WeightMap.layer("model.layers.{}.self_attn.k_proj", "blocks.{}.attention.key"),
      WeightMap.layer("model.layers.{}.self_attn.v_proj", "blocks.{}.attention.value"),
      WeightMap.layer("model.layers.{}.self_attn.o_proj", "blocks.{}.attention.output"),
      WeightMap.layer("model.layers.{}.post_attention_layernorm", "blocks.{}.feedForwardNorm"),
      WeightMap.layer("model.layers.{}.mlp.gate_proj", "blocks.{}.feedForward.gate"),
      WeightMap.layer("model.layers.{}.mlp.up_proj", "blocks.{}.feedForward.up"),
      WeightMap.layer("model.layers.{}.mlp.down_proj", "blocks.{}.feedForward.down"),
      WeightMap.layer("model.norm", "finalNorm"),
      WeightMap.layer("lm_head", "head"),
    ])
}
