import Layers
import Tensors

extension EncoderDecoderFamily {
  /// T5 (Raffel et al., 2020).
  public static let t5 = family("t5", isGated: false)
  /// T5 1.1 (Shazeer, 2020): a gated feed-forward part, and mostly an output layer of its own.
  public static let t5Gated = family("t5-v1.1", isGated: true)

  private static let activationKey = "feed_forward_proj"
  private static let gatedPrefix = "gated-"

  private static func family(_ name: String, isGated: Bool) -> EncoderDecoderFamily {
    EncoderDecoderFamily(
      name: name, modelType: "t5", architecture: "T5ForConditionalGeneration", encoderSizes: sizes,
      decoderSizes: sizes + [.size("num_decoder_layers", \.layers, limit: 4_096) { $0.layers }],
      choices: { spec in
        spec.norm = .rms(epsilon: 1e-6)
        spec.feedForward = isGated ? .gated(.geluTanh) : .plain(.relu)
        spec.biases = .none
        spec.scalesScores = false
      }, options: [.epsilon("layer_norm_epsilon", or: 1e-6), buckets, activation], output: [tying],
      belongs: { ((try? $0.text(activationKey, or: "relu")) ?? "").hasPrefix(gatedPrefix) == isGated },
      weights: weights(isGated: isGated), releasedSites: ["q", "v"])
  }

  private static let sizes: [ConfigurationField] = [
    .size("vocab_size", \.vocabulary), .size("d_model", \.width), .layers("num_layers"), .size("num_heads", \.heads),
    ConfigurationField { _, spec in
      spec.keyValueHeads = spec.heads
    } written: { _ in
      [:]
    },
    .size("d_kv", \.headWidth), .size("d_ff", \.hidden), .size("n_positions", \.context) { _ in 512 },
  ]

  private static let buckets = ConfigurationField { configuration, spec in
    let count = try configuration.integer("relative_attention_num_buckets", or: 32)
    let farthest = try configuration.integer("relative_attention_max_distance", or: 128)
    guard (4...1 << 16).contains(count), farthest > count else {
      throw configuration.fault("4 or more buckets, and a greater distance", "\(count) and \(farthest)")
    }
    spec.position = .buckets(count: count, farthest: farthest)
  } written: { spec in
    guard case .buckets(let count, let farthest) = spec.position else { return [:] }
    return ["relative_attention_num_buckets": count, "relative_attention_max_distance": farthest]
  }

  /// `gated-gelu` means the approximation by tanh, `gelu` the exact one.
  private static let activation = ConfigurationField { configuration, spec in
    let text = try configuration.text(activationKey, or: "relu")
    let isGated = text.hasPrefix(gatedPrefix)
    let name = isGated ? String(text.dropFirst(gatedPrefix.count)) : text
    guard let activation = isGated && name == "gelu" ? .geluTanh : Activation(configurationName: name) else {
      throw configuration.fault("“\(activationKey)” as \(Activation.configurationNames), or gated", text)
    }
    spec.feedForward = isGated ? .gated(activation) : .plain(activation)
  } written: { spec in
    switch spec.feedForward {
    case .plain(let activation): [activationKey: activation.configurationName]
    case .gated(.geluTanh): [activationKey: gatedPrefix + "gelu"]
    case .gated(let activation): [activationKey: gatedPrefix + activation.configurationName]
    }
  }

  /// A shared embedding scales what it is multiplied with; an output layer of its own does not.
  private static let tying = ConfigurationField { configuration, spec in
    try ConfigurationField.tying(or: true).read(configuration, &spec)
    spec.outputScale = spec.head == .tied ? 1 / Float(spec.width).squareRoot() : 1
  } written: {
    ConfigurationField.tying(or: true).written($0)
  }

  private static func weights(isGated: Bool) -> WeightMap {
    WeightMap(
      prefix: "",
      ignored: ["decoder.block.{}.layer.1.EncDecAttention.relative_attention_bias.weight"],
      tied: ["decoder.head.weight": "embedding"],
      [
        WeightMap.tensor("shared.weight", "embedding"),
        WeightMap.tensor("encoder.embed_tokens.weight", "embedding"),
        WeightMap.tensor("decoder.embed_tokens.weight", "embedding"),
        WeightMap.layer("lm_head", "decoder.head"),
        WeightMap.layer("decoder.block.{}.layer.1.layer_norm", "decoder.blocks.{}.sourceNorm"),
      ] + attention("decoder.block.{}.layer.1.EncDecAttention", "decoder.blocks.{}.sourceAttention")
        + half("encoder", feedForward: 1, isGated: isGated) + half("decoder", feedForward: 2, isGated: isGated))
  }

  private static func half(_ half: String, feedForward place: Int, isGated: Bool) -> [[WeightMap.Rule]] {
    let own = "\(half).blocks.{}"
    let foreign = "\(half).block.{}.layer"
    let dense = "\(foreign).\(place).DenseReluDense"
    let inputs = isGated ? [("wi_0", "gate"), ("wi_1", "up")] : [("wi", "up")]
    return [
      WeightMap.tensor(
        "\(half).block.0.layer.0.SelfAttention.relative_attention_bias.weight", "\(half).distanceBias"),
      WeightMap.layer("\(foreign).0.layer_norm", "\(own).attentionNorm"),
      WeightMap.layer("\(foreign).\(place).layer_norm", "\(own).feedForwardNorm"),
      WeightMap.layer("\(dense).wo", "\(own).feedForward.down"),
      WeightMap.layer("\(half).final_layer_norm", "\(half).finalNorm"),
    ] + inputs.map { WeightMap.layer("\(dense).\($0.0)", "\(own).feedForward.\($0.1)") }
      + attention("\(foreign).0.SelfAttention", "\(own).attention")
  }

  private static func attention(_ foreign: String, _ own: String) -> [[WeightMap.Rule]] {
    [("q", "query"), ("k", "key"), ("v", "value"), ("o", "output")].map { part in
      WeightMap.layer("\(foreign).\(part.0)", "\(own).\(part.1)")
    }
  }
}
