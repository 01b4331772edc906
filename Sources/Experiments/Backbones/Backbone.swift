import Foundation
import Language
import Layers
import Models
import Randomness
import Reports
import Tensors
import Tokenizers

/// A language model with its tokenizer, as a recipe names it.
struct Backbone {
  let decoder: TextDecoder
  let tokenizer: Tokenizer
  let family: DecoderFamily
  /// The folder that it was read from; nil for random weights.
  let folder: URL?

  static let tokenizerName = "tokenizer.json"
  static let configurationName = "config.json"
  static let weightsName = "model.safetensors"

  /// The token that ends a report.
  /// - Throws: `DataError` if the tokenizer has none.
  func endToken() throws -> Int32 {
    guard let end = tokenizer.specialTokens.eos else {
      throw DataError("The tokenizer of the language model has no end token.")
    }
    return end
  }

  /// Reads a Hugging Face folder.
  /// - Throws: `CheckpointError`, `TokenizerError`.
  init(folder: URL) throws {
    let configuration = try ModelConfiguration(contentsOf: folder.appending(path: Self.configurationName))
    family = try DecoderFamily.of(configuration)
    decoder = try TextDecoder(try Checkpoint(at: folder), family: family, spec: try family.spec(configuration))
    tokenizer = try Tokenizer(contentsOf: folder.appending(path: Self.tokenizerName))
    self.folder = folder
  }

  /// A model with random weights.
  init(decoder: TextDecoder, tokenizer: Tokenizer, family: DecoderFamily) {
    self.decoder = decoder
    self.tokenizer = tokenizer
    self.family = family
    folder = nil
  }

  /// The folder of the model that comes with `meit`.
  static var tinyFolder: URL { Bundle.module.bundleURL.appending(path: "Resources/tiny") }

  /// The folder that `model.llm` names; nil for a decoder with random weights.
  /// - Throws: `DataError` for a model whose weights are not at hand.
  static func folder(_ model: Value, base: URL) throws -> URL? {
    switch model.head {
    case "tiny": return tinyFolder
    case "checkpoint": return DataSource.resolve(model.argument("path")?.text ?? "", base: base)
    case "decoder": return nil
    default:
      throw DataError(
        "The weights of \(model) are not on this machine: give a folder with them as checkpoint(path = \"...\").")
    }
  }

  /// The model of a configuration.
  /// - Parameter texts: what a tokenizer is learnt from when the model starts from nothing.
  init(_ configuration: Configuration, base: URL, texts: () throws -> [String]) throws {
    let model = configuration["model.llm"]
    if let folder = try Self.folder(model, base: base) {
      try self.init(folder: folder)
      return
    }
    func number(_ name: String) -> Int? { model.argument(name)?.integer }
    let trainer = BytePairTrainer(
      vocabularySize: number("vocabulary") ?? 2_048, specialTokens: Self.specialTokens)
    let tokenizer = try trainer.train(on: texts())
    let heads = number("heads") ?? 4
    let width = number("width") ?? 128
    guard model.argument("family")?.head ?? "llama" == "llama", width % heads == 0 else {
      throw DataError("\(model): only the llama family can start from random weights, and heads must divide the width.")
    }
    var spec = DecoderSpec(
      vocabulary: tokenizer.vocabularySize, width: width, layers: number("layers") ?? 4, heads: heads,
      keyValueHeads: number("key-value-heads") ?? heads, hidden: number("hidden") ?? (8 * width / 3 + 7) / 8 * 8,
      context: 512)
    spec.norm = .rms(epsilon: 1e-5)
    spec.position = .rotary(dimensions: width / heads, base: 10_000, .halves)
    spec.feedForward = .gated(.silu)
    spec.biases = .none
    let seed = UInt64(configuration.integer("seed"))
    self.init(
      decoder: TextDecoder(spec, random: Random(seed: seed).split("decoder")), tokenizer: tokenizer, family: .llama)
  }

  /// The tokens that texts are framed by.
  static let specialTokens = ["<s>", "</s>", "<|user|>", "<|assistant|>"]

  /// Writes the model as a Hugging Face folder.
  func write(to folder: URL) throws {
    try tokenizer.write(toFolder: folder)
    try Checkpoint.write(
      decoder.tensorsToWrite(family: family, type: .bf16), metadata: ["format": "pt"],
      to: folder.appending(path: Self.weightsName))
    let spec = decoder.spec
    guard case .rms(let epsilon) = spec.norm, case .rotary(_, let base, _, _) = spec.position else { return }
    let configuration: [String: Any] = [
      "architectures": ["LlamaForCausalLM"], "model_type": "llama", "vocab_size": spec.vocabulary,
      "hidden_size": spec.width, "num_hidden_layers": spec.layers, "num_attention_heads": spec.heads,
      "num_key_value_heads": spec.keyValueHeads, "intermediate_size": spec.hidden,
      "max_position_embeddings": spec.context, "rms_norm_eps": Double("\(epsilon)") ?? 1e-5, "rope_theta": base,
      "hidden_act": "silu", "tie_word_embeddings": spec.head == .tied, "attention_bias": false, "mlp_bias": false,
      "bos_token_id": Int(tokenizer.specialTokens.bos ?? 0), "eos_token_id": Int(tokenizer.specialTokens.eos ?? 1),
      "torch_dtype": "bfloat16",
    ]
    try JSONSerialization.data(withJSONObject: configuration, options: [.prettyPrinted, .sortedKeys])
      .write(to: folder.appending(path: Self.configurationName))
  }
}
