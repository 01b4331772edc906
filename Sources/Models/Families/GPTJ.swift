extension DecoderFamily {
  /// GPT-J (Wang and Komatsuzaki, 2021): attention and feed-forward in parallel after one norm, interleaved rotary
  /// pairs.
  public static let gptJ = DecoderFamily(
    name: "gpt-j", modelType: "gptj", architecture: "GPTJForCausalLM", sizes: gptSizes,
    choices: { spec in
      spec.residual = .parallel(sharedNorm: true)
      spec.position = .rotary(dimensions: max(2, spec.headWidth / 4), base: 10_000, .interleaved)
      spec.biases = .init(attentionInput: false, attentionOutput: false, feedForward: true)
      spec.head = .untied(bias: true)
    },
    options: [
      .epsilon("layer_norm_epsilon", or: 1e-5), .activation("activation_function", or: .geluTanh),
      .tying(or: false, bias: true), .rotaryDimensions("rotary_dim"),
    ],
    weights: WeightMap(
      prefix: "transformer.", ignored: ["transformer.h.{}.attn.bias", "transformer.h.{}.attn.masked_bias"],
      [
        WeightMap.tensor("transformer.wte.weight", "embedding"),
        WeightMap.layer("transformer.h.{}.ln_1", "blocks.{}.attentionNorm"),
        WeightMap.layer("transformer.h.{}.attn.q_proj", "blocks.{}.attention.query"),
        WeightMap.layer("transformer.h.{}.attn.k_proj", "blocks.{}.attention.key"),
        WeightMap.layer("transformer.h.{}.attn.v_proj", "blocks.{}.attention.value"),
        WeightMap.layer("transformer.h.{}.attn.out_proj", "blocks.{}.attention.output"),
        WeightMap.layer("transformer.h.{}.mlp.fc_in", "blocks.{}.feedForward.up"),
        WeightMap.layer("transformer.h.{}.mlp.fc_out", "blocks.{}.feedForward.down"),
        WeightMap.layer("transformer.ln_f", "finalNorm"),
        WeightMap.layer("lm_head", "head"),
      ]), releasedSites: ["q_proj", "k_proj", "v_proj"])
}
