extension DecoderFamily {
  /// GPT-NeoX (Black et al., 2022): attention and feed-forward in parallel, rotary embedding on a quarter of each head.
  public static let gptNeoX = DecoderFamily(
    name: "gpt-neox", modelType: "gpt_neox", architecture: "GPTNeoXForCausalLM",
    sizes: [
      .size("vocab_size", \.vocabulary), .size("hidden_size", \.width), .layers("num_hidden_layers"),
      .size("num_attention_heads", \.heads), .headWidthFollows,
      .size("intermediate_size", \.hidden) { 4 * $0.width }, .size("max_position_embeddings", \.context),
    ],
    choices: { spec in
      spec.fusesProjections = true
      spec.residual = .parallel(sharedNorm: false)
      spec.position = .rotary(dimensions: max(2, spec.headWidth / 4), base: 10_000, .halves)
      spec.feedForward = .plain(.gelu)
      spec.head = .untied(bias: false)
    },
    options: [
      .epsilon("layer_norm_eps", or: 1e-5), .activation("hidden_act", or: .gelu), .tying(or: false),
      .rotaryShare("rotary_pct", or: 0.25), .rotaryBase("rotary_emb_base"), parallelResidual,
      .biases("attention_bias", [\.biases.attentionInput, \.biases.attentionOutput], or: true),
    ],
    weights: WeightMap(
      prefix: "gpt_neox.",
      ignored: ["bias", "masked_bias", "rotary_emb.inv_freq"].map { "gpt_neox.layers.{}.attention.\($0)" },
      [
        WeightMap.tensor("gpt_neox.embed_in.weight", "embedding"),
        WeightMap.layer("gpt_neox.final_layer_norm", "finalNorm"),
        WeightMap.layer("embed_out", "head"),
      ] + WeightMap.megatronBlock("gpt_neox.layers.{}", attention: "attention")), releasedSites: ["query_key_value"])

  private static let parallelResidual = ConfigurationField { configuration, spec in
    let isParallel = try configuration.flag("use_parallel_residual", or: true)
    spec.residual = isParallel ? .parallel(sharedNorm: false) : .pre
  } written: {
    ["use_parallel_residual": $0.residual != .pre]
  }
}
