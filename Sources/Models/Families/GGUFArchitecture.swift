/// How GGUF files describe the models of a family: what llama.cpp's converter writes.
struct GGUFArchitecture {
  let family: DecoderFamily
  /// The metadata keys, after the architecture's name and a full stop, and those of `config.json`.
  let keys: [(gguf: String, own: String)]
  /// The names of the tensors, and ours.
  let weights: WeightMap

  // Only LLaMA's queries and keys are stored with interleaved halves.
  static let all = [
    GGUFArchitecture(family: .llama, keys: llamaKeys, weights: llamaWeights(.interleavedByHead)),
    GGUFArchitecture(family: .qwen2, keys: llamaKeys, weights: llamaWeights(.same)),
    GGUFArchitecture(family: .gpt2, keys: gpt2Keys, weights: gpt2Weights),
  ]

  private static let llamaKeys = [
    ("embedding_length", "hidden_size"), ("block_count", "num_hidden_layers"),
    ("attention.head_count", "num_attention_heads"), ("attention.head_count_kv", "num_key_value_heads"),
    ("attention.key_length", "head_dim"), ("feed_forward_length", "intermediate_size"),
    ("context_length", "max_position_embeddings"), ("attention.layer_norm_rms_epsilon", "rms_norm_eps"),
    ("rope.freq_base", "rope_theta"),
  ]

  private static let gpt2Keys = [
    ("embedding_length", "n_embd"), ("block_count", "n_layer"), ("attention.head_count", "n_head"),
    ("feed_forward_length", "n_inner"), ("context_length", "n_positions"),
    ("attention.layer_norm_epsilon", "layer_norm_epsilon"),
  ]

  private static let commonRules = [
    WeightMap.tensor("token_embd.weight", "embedding"),
    WeightMap.layer("blk.{}.attn_norm", "blocks.{}.attentionNorm"),
    WeightMap.layer("blk.{}.attn_output", "blocks.{}.attention.output"),
    WeightMap.layer("blk.{}.ffn_norm", "blocks.{}.feedForwardNorm"),
    WeightMap.layer("blk.{}.ffn_up", "blocks.{}.feedForward.up"),
    WeightMap.layer("blk.{}.ffn_down", "blocks.{}.feedForward.down"),
    WeightMap.layer("output_norm", "finalNorm"),
    WeightMap.layer("output", "head"),
  ]

  private static func llamaWeights(_ halves: WeightMap.Layout) -> WeightMap {
    WeightMap(
      prefix: "",
      commonRules + [
        WeightMap.layer("blk.{}.attn_q", "blocks.{}.attention.query", layout: halves),
        WeightMap.layer("blk.{}.attn_k", "blocks.{}.attention.key", layout: halves),
        WeightMap.layer("blk.{}.attn_v", "blocks.{}.attention.value"),
        WeightMap.layer("blk.{}.ffn_gate", "blocks.{}.feedForward.gate"),
      ])
  }

  private static let gpt2Weights = WeightMap(
    prefix: "",
    commonRules + [
      WeightMap.tensor("position_embd.weight", "positionEmbedding"),
      WeightMap.layer("blk.{}.attn_qkv", "blocks.{}.attention.projections"),
    ])
}
