extension DecoderFamily {
  /// GPT-2 (Radford et al., 2019).
  public static let gpt2 = DecoderFamily(
    name: "gpt2",
    spec: { configuration in
      let width = try configuration.integer("n_embd")
      var spec = DecoderSpec(
        vocabulary: try configuration.integer("vocab_size"), width: width,
        layers: try configuration.integer("n_layer"), heads: try configuration.integer("n_head"),
        hidden: try configuration.integer("n_inner", or: 4 * width),
        context: try configuration.integer("n_positions"))
      spec.norm = .layer(epsilon: Float(try configuration.number("layer_norm_epsilon", or: 1e-5)))
      spec.fusesProjections = true
      return spec
    },
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
        WeightMap.tensor("lm_head.weight", "embedding"),
      ]), releasedSites: ["c_attn"])
}
