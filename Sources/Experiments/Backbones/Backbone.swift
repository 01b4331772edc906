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
  let model: any LanguageModel
  let tokenizer: Tokenizer
  let family: any ModelFamily
  /// The folder that it was read from; nil for random weights.
  let folder: URL?

  /// The token that ends a report.
  /// - Throws: `DataError` if the tokenizer has none.
  func endToken() throws -> Int32 {
    guard let end = tokenizer.specialTokens.eos else {
      throw DataError("The tokenizer of the language model has no end token.")
    }
    return end
  }

  /// Reads a Hugging Face folder, or a file that describes itself.
  /// - Throws: `CheckpointError`, `TokenizerError`.
  init(folder: URL, _ form: WeightForm = .floats) throws {
    let opened = try ModelFolder(folder)
    family = opened.family
    model = try opened.model(form)
    tokenizer = try opened.tokenizer()
    self.folder = folder
  }

  /// A model with random weights.
  init(model: any LanguageModel, tokenizer: Tokenizer, family: any ModelFamily) {
    self.model = model
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
  init(
    _ configuration: Configuration, base: URL, weights form: WeightForm = .floats, texts: () throws -> [String]
  ) throws {
    let model = configuration["model.llm"]
    if let folder = try Self.folder(model, base: base) {
      try self.init(folder: folder, form)
      return
    }
    func number(_ name: String) -> Int? { model.argument(name)?.integer }
    let trainer = BytePairTrainer(
      vocabularySize: number("vocabulary") ?? 2_048, specialTokens: Self.specialTokens)
    let tokenizer = try trainer.train(on: texts())
    let (family, spec) = try Self.decoder(model, vocabulary: tokenizer.vocabularySize)
    let random = Random(seed: UInt64(configuration.integer("seed"))).split("decoder")
    self.init(model: TextDecoder(spec, random: random), tokenizer: tokenizer, family: family)
  }

  /// The positions of a model that starts from nothing.
  private static let context = 512

  /// The family and the spec of a decoder with random weights.
  /// - Throws: `DataError` for sizes that do not fit together, or that the family does not have.
  private static func decoder(_ model: Value, vocabulary: Int) throws -> (DecoderFamily, DecoderSpec) {
    func number(_ name: String) -> Int? { model.argument(name)?.integer }
    let heads = number("heads") ?? 4
    let width = number("width") ?? 128
    guard let family = DecoderFamily.named(model.argument("family")?.head ?? DecoderFamily.llama.name),
      width.isMultiple(of: heads)
    else { throw DataError("\(model): heads must divide the width.") }
    var spec = family.spec(
      vocabulary: vocabulary, width: width, layers: number("layers") ?? 4, heads: heads,
      keyValueHeads: number("key-value-heads"), hidden: number("hidden"), context: context)
    // A small model is better off with one matrix for both ends.
    if spec.head == .untied(bias: false) { spec.head = .tied }
    guard family.canDescribe(spec) else {
      throw DataError("\(model): the \(family.name) family has no models of these sizes.")
    }
    return (family, spec)
  }

  /// The tokens that texts are framed by.
  static let specialTokens = ["<s>", "</s>", "<|user|>", "<|assistant|>"]

  /// Writes the model as a Hugging Face folder.
  func write(to folder: URL) throws {
    try tokenizer.write(toFolder: folder)
    try model.write(
      to: folder, family: family, type: .bf16,
      facts: [
        "bos_token_id": Int(tokenizer.specialTokens.bos ?? 0), "eos_token_id": Int(tokenizer.specialTokens.eos ?? 1),
      ])
  }
}
