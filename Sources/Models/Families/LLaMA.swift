extension DecoderFamily {
  /// LLaMA 1 to 3 (Touvron et al., 2023), and what is built like them.
  public static let llama = DecoderFamily(
    name: "llama", spec: llamaSpec, weights: llamaWeights, releasedSites: ["q_proj", "k_proj", "v_proj"])

  /// LLaMA's choices for a configuration.
  static let llamaSpec: @Sendable (ModelConfiguration) throws -> DecoderSpec = { configuration in
    let width = try configuration.integer("hidden_size"), heads = try configuration.integer("num_attention_heads")
    let headWidth = try configuration.integer("head_dim", or: width / max(1, heads))
    var spec = DecoderSpec(
      vocabulary: try configuration.integer("vocab_size"), width: width,
      layers: try configuration.integer("num_hidden_layers"), heads: heads,
      keyValueHeads: try configuration.integer("num_key_value_heads", or: heads), headWidth: headWidth,
      hidden: try configuration.integer("intermediate_size"),
      context: try configuration.integer("max_position_embeddings", or: 2_048))
    spec.norm = .rms(epsilon: Float(try configuration.number("rms_norm_eps", or: 1e-6)))
    spec.position = .rotary(
      dimensions: headWidth, base: try configuration.ropeBase(), .halves, scaling: try configuration.ropeScaling())
    spec.feedForward = .gated(.silu)
    spec.head = try configuration.flag("tie_word_embeddings", or: false) ? .tied : .untied(bias: false)
    let hasBias = try configuration.flag("attention_bias", or: false)
    spec.biases = .init(
      attentionInput: hasBias, attentionOutput: hasBias, feedForward: try configuration.flag("mlp_bias", or: false))
    return spec
  }

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

extension ModelConfiguration {
  /// The base of rotary embedding, which newer configurations keep in `rope_parameters`.
  func ropeBase() throws -> Double {
    if let nested = object("rope_parameters")?["rope_theta"] as? Double { return nested }
    return try number("rope_theta", or: 10_000)
  }

  /// LLaMA-3's scaling, where there is one.
  /// - Throws: `CheckpointError` for another kind of scaling.
  func ropeScaling() throws -> RotaryScaling? {
    guard let scaling = object("rope_scaling") ?? object("rope_parameters") else { return nil }
    let kind = scaling["rope_type"] as? String ?? scaling["type"] as? String ?? "default"
    if kind == "default" { return nil }
    guard kind == "llama3", let factor = scaling["factor"] as? Double,
      let low = scaling["low_freq_factor"] as? Double, let high = scaling["high_freq_factor"] as? Double,
      let context = scaling["original_max_position_embeddings"] as? Int
    else {
      throw CheckpointError(.unsupported, file: url, expected: "rope_scaling of type llama3", found: kind)
    }
    return RotaryScaling(factor: factor, lowFactor: low, highFactor: high, originalContext: context)
  }
}
