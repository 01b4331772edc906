extension EncoderDecoderFamily {
  /// BART (Lewis et al., 2020): norms after each part, learnt positions that start at 2.
  public static let bart = EncoderDecoderFamily(
    name: "bart", modelType: "bart", architecture: "BartForConditionalGeneration",
    encoderSizes: sizes("encoder"), decoderSizes: sizes("decoder"),
    choices: { spec in
      spec.residual = .post
      spec.position = .learned(offset: 2)
      spec.feedForward = .plain(.gelu)
      spec.normalizesEmbedding = true
      spec.normalizesOutput = false
    },
    options: [.activation("activation_function", or: .gelu), .always("scale_embedding", false)],
    output: [
      .always("tie_word_embeddings", true),
      ConfigurationField { _, spec in
        spec.biasesLogits = true
      } written: { _ in
        [:]
      },
    ], belongs: { _ in true },
    weights: WeightMap(
      prefix: "model.", tied: ["decoder.head.weight": "embedding"],
      [
        WeightMap.tensor("model.shared.weight", "embedding"),
        WeightMap.tensor("model.encoder.embed_tokens.weight", "embedding"),
        WeightMap.tensor("model.decoder.embed_tokens.weight", "embedding"),
        WeightMap.tensor("lm_head.weight", "embedding"),
        WeightMap.tensor("final_logits_bias", "decoder.logitsBias"),
      ] + half("encoder") + half("decoder") + [
        WeightMap.layer("model.decoder.layers.{}.encoder_attn_layer_norm", "decoder.blocks.{}.sourceNorm")
      ] + attention("model.decoder.layers.{}.encoder_attn", "decoder.blocks.{}.sourceAttention")),
    releasedSites: ["q_proj", "k_proj", "v_proj"])

  private static func sizes(_ half: String) -> [ConfigurationField] {
    [
      .size("vocab_size", \.vocabulary), .size("d_model", \.width), .layers("\(half)_layers"),
      .size("\(half)_attention_heads", \.heads), .headWidthFollows, .size("\(half)_ffn_dim", \.hidden),
      .size("max_position_embeddings", \.context),
    ]
  }

  private static func half(_ half: String) -> [[WeightMap.Rule]] {
    [
      WeightMap.tensor("model.\(half).embed_positions.weight", "\(half).positionEmbedding"),
      WeightMap.layer("model.\(half).layernorm_embedding", "\(half).embeddingNorm"),
      WeightMap.layer("model.\(half).layers.{}.self_attn_layer_norm", "\(half).blocks.{}.attentionNorm"),
      WeightMap.layer("model.\(half).layers.{}.final_layer_norm", "\(half).blocks.{}.feedForwardNorm"),
      WeightMap.layer("model.\(half).layers.{}.fc1", "\(half).blocks.{}.feedForward.up"),
      WeightMap.layer("model.\(half).layers.{}.fc2", "\(half).blocks.{}.feedForward.down"),
    ] + attention("model.\(half).layers.{}.self_attn", "\(half).blocks.{}.attention")
  }

  private static func attention(_ foreign: String, _ own: String) -> [[WeightMap.Rule]] {
    [("q_proj", "query"), ("k_proj", "key"), ("v_proj", "value"), ("out_proj", "output")].map { part in
      WeightMap.layer("\(foreign).\(part.0)", "\(own).\(part.1)")
    }
  }
}
