import Foundation

/// A published model by its name in recipes: its family and the sizes of its `config.json`, for planning without
/// weights.
public struct KnownModel: Sendable {
  public let name: String
  public let family: any ModelFamily
  let values: [String: any Sendable]

  private init(_ name: String, _ family: any ModelFamily, _ values: [String: any Sendable]) {
    self.name = name
    self.family = family
    self.values = values.merging(["model_type": family.modelType]) { first, _ in first }
  }

  /// The model without its weights.
  /// - Throws: `CheckpointError`, which would be a mistake in the table below.
  public func outline() throws -> any LanguageModel {
    try family.outline(ModelConfiguration(values, of: URL(filePath: name)))
  }

  public static func named(_ name: String) -> KnownModel? { all.first { $0.name == name } }

  /// The models of the paper, and the three beyond it.
  public static let all: [KnownModel] =
    gpt + llama + [
      KnownModel("mistral-7b", DecoderFamily.mistral, mistral7B),
      KnownModel("mistral-7b-instruct", DecoderFamily.mistral, mistral7B),
      KnownModel(
        "bart-large", EncoderDecoderFamily.bart,
        [
          "vocab_size": 50_265, "d_model": 1_024, "encoder_layers": 12, "decoder_layers": 12,
          "encoder_attention_heads": 16, "decoder_attention_heads": 16, "encoder_ffn_dim": 4_096,
          "decoder_ffn_dim": 4_096, "max_position_embeddings": 1_024, "decoder_start_token_id": 2,
        ]),
      KnownModel(
        "t5-large", EncoderDecoderFamily.t5,
        [
          "vocab_size": 32_128, "d_model": 1_024, "d_kv": 64, "d_ff": 4_096, "num_layers": 24, "num_heads": 16,
          "n_positions": 512, "decoder_start_token_id": 0,
        ]),
      KnownModel(
        "qwen2.5-0.5b", DecoderFamily.qwen2,
        llama(896, 24, 14, 2, 4_864, vocabulary: 151_936, context: 32_768, base: 1_000_000, isTied: true)),
    ]

  private static let gpt = [
    KnownModel("gpt2-medium", DecoderFamily.gpt2, gpt(50_257, 1_024, 24, 16, 1_024)),
    KnownModel("gpt2-large", DecoderFamily.gpt2, gpt(50_257, 1_280, 36, 20, 1_024)),
    KnownModel(
      "gpt-neo-2.7b", DecoderFamily.gptNeo,
      [
        "vocab_size": 50_257, "hidden_size": 2_560, "num_layers": 32, "num_heads": 20,
        "max_position_embeddings": 2_048,
      ]),
    KnownModel(
      "gpt-neox-20b", DecoderFamily.gptNeoX,
      [
        "vocab_size": 50_432, "hidden_size": 6_144, "num_hidden_layers": 44, "num_attention_heads": 64,
        "intermediate_size": 24_576, "max_position_embeddings": 2_048,
      ]),
    KnownModel(
      "gpt-j-6b", DecoderFamily.gptJ,
      gpt(50_400, 4_096, 28, 16, 2_048).merging(["rotary_dim": 64]) { first, _ in first }),
    KnownModel(
      "bloom-7b", DecoderFamily.bloom, ["vocab_size": 250_880, "hidden_size": 4_096, "n_layer": 30, "n_head": 32]),
    KnownModel(
      "opt-6.7b", DecoderFamily.opt,
      [
        "vocab_size": 50_272, "hidden_size": 4_096, "num_hidden_layers": 32, "num_attention_heads": 32,
        "ffn_dim": 16_384, "max_position_embeddings": 2_048,
      ]),
  ]

  private static let llama: [KnownModel] = {
    let seven = llama(4_096, 32, 32, 32, 11_008, context: 4_096)
    let thirteen = llama(5_120, 40, 40, 40, 13_824, context: 4_096)
    let seventy = llama(8_192, 80, 64, 8, 28_672, context: 4_096)
    let sizes: [(String, [String: any Sendable])] = [
      ("llama-1-7b", llama(4_096, 32, 32, 32, 11_008, context: 2_048)), ("llama-2-7b", seven),
      ("llama-2-7b-chat", seven), ("llama-2-13b", thirteen), ("llama-2-13b-chat", thirteen), ("llama-2-70b", seventy),
      ("llama-2-70b-chat", seventy),
      ("llama-3-8b-instruct", llama(4_096, 32, 32, 8, 14_336, vocabulary: 128_256, context: 8_192, base: 500_000)),
      ("smollm2-135m", llama(576, 30, 9, 3, 1_536, vocabulary: 49_152, context: 8_192, base: 100_000, isTied: true)),
      ("tinyllama-1.1b", llama(2_048, 22, 32, 4, 5_632, context: 2_048)),
    ]
    return sizes.map { KnownModel($0.0, DecoderFamily.llama, $0.1) }
  }()

  private static let mistral7B = llama(4_096, 32, 32, 8, 14_336, context: 32_768).merging(["sliding_window": 4_096]) {
    first, _ in first
  }

  private static func gpt(
    _ vocabulary: Int, _ width: Int, _ layers: Int, _ heads: Int, _ context: Int
  ) -> [String: any Sendable] {
    ["vocab_size": vocabulary, "n_embd": width, "n_layer": layers, "n_head": heads, "n_positions": context]
  }

  private static func llama(
    _ width: Int, _ layers: Int, _ heads: Int, _ keyValueHeads: Int, _ hidden: Int, vocabulary: Int = 32_000,
    context: Int, base: Int = 10_000, isTied: Bool = false
  ) -> [String: any Sendable] {
    [
      "vocab_size": vocabulary, "hidden_size": width, "num_hidden_layers": layers, "num_attention_heads": heads,
      "num_key_value_heads": keyValueHeads, "intermediate_size": hidden, "max_position_embeddings": context,
      "rope_theta": base, "tie_word_embeddings": isTied,
    ]
  }
}
