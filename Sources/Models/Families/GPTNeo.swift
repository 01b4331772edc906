extension DecoderFamily {
  /// GPT-Neo (Black et al., 2021): scores are not scaled, and every second layer sees only a window.
  public static let gptNeo = DecoderFamily(
    name: "gpt-neo", modelType: "gpt_neo", architecture: "GPTNeoForCausalLM",
    sizes: [
      .size("vocab_size", \.vocabulary), .size("hidden_size", \.width), .layers("num_layers"),
      .size("num_heads", \.heads), .headWidthFollows, .size("intermediate_size", \.hidden) { 4 * $0.width },
      .size("max_position_embeddings", \.context),
    ],
    choices: { spec in
      spec.scalesScores = false
      spec.biases.attentionInput = false
      spec.reach = .alternating(256)
    },
    options: [
      .epsilon("layer_norm_epsilon", or: 1e-5), .activation("activation_function", or: .geluTanh), .tying(or: true),
      alternation,
    ],
    weights: WeightMap(
      prefix: "transformer.",
      ignored: ["transformer.h.{}.attn.attention.bias", "transformer.h.{}.attn.attention.masked_bias"],
      [
        WeightMap.tensor("transformer.wte.weight", "embedding"),
        WeightMap.tensor("transformer.wpe.weight", "positionEmbedding"),
        WeightMap.layer("transformer.h.{}.ln_1", "blocks.{}.attentionNorm"),
        WeightMap.layer("transformer.h.{}.attn.attention.q_proj", "blocks.{}.attention.query"),
        WeightMap.layer("transformer.h.{}.attn.attention.k_proj", "blocks.{}.attention.key"),
        WeightMap.layer("transformer.h.{}.attn.attention.v_proj", "blocks.{}.attention.value"),
        WeightMap.layer("transformer.h.{}.attn.attention.out_proj", "blocks.{}.attention.output"),
        WeightMap.layer("transformer.h.{}.ln_2", "blocks.{}.feedForwardNorm"),
        WeightMap.layer("transformer.h.{}.mlp.c_fc", "blocks.{}.feedForward.up"),
        WeightMap.layer("transformer.h.{}.mlp.c_proj", "blocks.{}.feedForward.down"),
        WeightMap.layer("transformer.ln_f", "finalNorm"),
        WeightMap.layer("lm_head", "head"),
      ]), releasedSites: ["q_proj", "k_proj", "v_proj"])

  /// `attention_types` is a list of (pattern, times); all layers global, or global and local in turn.
  private static let alternation = ConfigurationField { configuration, spec in
    let patterns = configuration.list("attention_types")?.compactMap { ($0 as? [Any])?.first as? [String] } ?? []
    let window = try configuration.integer("window_size", or: 256)
    switch patterns {
    case [], [["global", "local"]]: spec.reach = .alternating(max(1, window))
    case [["global"]]: spec.reach = .all
    default:
      throw configuration.fault("attention_types of global, or global and local in turn", "\(patterns)", .unsupported)
    }
  } written: { spec in
    guard case .alternating(let window) = spec.reach else { return ["attention_types": types(["global"], spec.layers)] }
    return [
      "window_size": window, "attention_types": types(["global", "local"], spec.layers / 2),
      "attention_layers": (0..<spec.layers).map { $0.isMultiple(of: 2) ? "global" : "local" },
    ]
  }

  private static func types(_ pattern: [String], _ times: Int) -> [[any Sendable]] { [[pattern, times]] }
}
