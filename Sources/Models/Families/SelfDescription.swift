import Foundation

/// A checkpoint that says itself what model it holds, without a `config.json`: GGUF and llama2.c.
struct SelfDescription {
  let configuration: ModelConfiguration
  let family: DecoderFamily
  /// The names of the format, and ours.
  let weights: WeightMap

  /// Nil for a checkpoint of tensors alone.
  /// - Throws: `CheckpointError` for an architecture or a feature that is not known here.
  init?(_ checkpoint: Checkpoint) throws {
    switch checkpoint.format {
    case .safetensors, .pytorch: return nil
    case .gguf: try self.init(gguf: checkpoint)
    case .llama2c: try self.init(llama2c: checkpoint)
    }
  }

  private init(gguf checkpoint: Checkpoint) throws {
    let metadata = checkpoint.metadata
    let name = metadata["general.architecture"]?.text ?? ""
    guard let architecture = GGUFArchitecture.all.first(where: { $0.family.modelType == name }) else {
      let known = GGUFArchitecture.all.map(\.family.modelType).joined(separator: ", ")
      throw CheckpointError(
        .unsupported, file: checkpoint.url, expected: "a general.architecture among \(known)", found: name)
    }
    guard checkpoint.tensors["rope_freqs.weight"] == nil else {
      throw CheckpointError(
        .unsupported, file: checkpoint.url, tensor: "rope_freqs.weight", expected: "no scaling of rotary embedding",
        found: "a table of it")
    }
    var values: [String: any Sendable] = [
      "model_type": name, "vocab_size": try checkpoint.shape(of: "token_embd.weight").first ?? 0,
      "tie_word_embeddings": checkpoint.tensors["output.weight"] == nil,
    ]
    for (key, own) in architecture.keys {
      switch metadata["\(name).\(key)"] {
      case .integer(let value): values[own] = value
      case .real(let value): values[own] = Float(value).shortest
      default: break
      }
    }
    configuration = ModelConfiguration(values, of: checkpoint.url)
    family = architecture.family
    weights = architecture.weights
  }

  private init(llama2c checkpoint: Checkpoint) throws {
    func size(_ key: Llama2C.Key) -> Int { checkpoint.metadata[key.rawValue]?.integer ?? 0 }
    let values: [String: any Sendable] = [
      "model_type": DecoderFamily.llama.modelType, "vocab_size": size(.vocabulary), "hidden_size": size(.width),
      "num_hidden_layers": size(.layers), "num_attention_heads": size(.heads),
      "num_key_value_heads": size(.keyValueHeads), "intermediate_size": size(.hidden),
      "max_position_embeddings": size(.positions), "rms_norm_eps": 1e-5, "rope_theta": 10_000.0,
      "tie_word_embeddings": checkpoint.tensors["output.weight"] == nil,
    ]
    configuration = ModelConfiguration(values, of: checkpoint.url)
    family = .llama
    weights = Self.metaWeights
  }

  /// The names of Meta's own checkpoints.
  private static let metaWeights = WeightMap(
    prefix: "",
    [
      WeightMap.tensor("tok_embeddings.weight", "embedding"),
      WeightMap.layer("layers.{}.attention_norm", "blocks.{}.attentionNorm"),
      WeightMap.layer("layers.{}.attention.wq", "blocks.{}.attention.query", layout: .interleavedByHead),
      WeightMap.layer("layers.{}.attention.wk", "blocks.{}.attention.key", layout: .interleavedByHead),
      WeightMap.layer("layers.{}.attention.wv", "blocks.{}.attention.value"),
      WeightMap.layer("layers.{}.attention.wo", "blocks.{}.attention.output"),
      WeightMap.layer("layers.{}.ffn_norm", "blocks.{}.feedForwardNorm"),
      WeightMap.layer("layers.{}.feed_forward.w1", "blocks.{}.feedForward.gate"),
      WeightMap.layer("layers.{}.feed_forward.w3", "blocks.{}.feedForward.up"),
      WeightMap.layer("layers.{}.feed_forward.w2", "blocks.{}.feedForward.down"),
      WeightMap.layer("norm", "finalNorm"),
      WeightMap.layer("output", "head"),
    ])
}
