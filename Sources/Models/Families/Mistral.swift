extension DecoderFamily {
  /// Mistral (Jiang et al., 2023): LLaMA with fewer key-value heads and, in its first version, a window.
  public static let mistral = DecoderFamily(
    name: "mistral", modelType: "mistral", architecture: "MistralForCausalLM", sizes: llamaSizes,
    choices: llamaChoices, options: llamaOptions + [.window("sliding_window")], weights: llamaWeights,
    releasedSites: ["q_proj", "k_proj", "v_proj"])
}
