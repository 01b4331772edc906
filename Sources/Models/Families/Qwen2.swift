extension DecoderFamily {
  /// Qwen2 and Qwen2.5 (Yang et al., 2024): LLaMA with biases on query, key and value.
  public static let qwen2 = DecoderFamily(
    name: "qwen2", modelType: "qwen2", architecture: "Qwen2ForCausalLM", sizes: llamaSizes,
    choices: { spec in
      llamaChoices(&spec)
      spec.biases.attentionInput = true
    }, options: llamaOptions + [.always("use_sliding_window", false)], weights: llamaWeights,
    releasedSites: ["q_proj", "k_proj", "v_proj"])
}
