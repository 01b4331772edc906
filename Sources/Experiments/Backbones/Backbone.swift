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

  /// The folder that `model.llm` names; nil for a model with random weights.
  /// - Parameter models: where models are known by their names; what `model.folder` says when nil.
  /// - Throws: `DataError` for a model whose weights are not at hand.
  static func folder(_ configuration: Configuration, base: URL, models: URL? = nil) throws(DataError) -> URL? {
    let model = configuration["model.llm"]
    switch model.head {
    case "tiny": return tinyFolder
    case "checkpoint": return DataSource.resolve(model.argument("path")?.text ?? "", base: base)
    case "decoder": return nil
    default:
      let models = models ?? DataSource.resolve(configuration.text("model.folder"), base: base)
      let folder = models.appending(path: model.head ?? "")
      guard FileManager.default.fileExists(atPath: folder.path) else {
        throw DataError(
          "The weights of \(model) are not there: \(folder.path) is missing. model.folder says where such folders are.")
      }
      return folder
    }
  }

  /// The model of a configuration.
  /// - Parameters:
  ///   - models: where models are known by their names; what `model.folder` says when nil.
  ///   - pretrained: what a pretraining of the recipe left, which then is the model.
  ///   - form: how the weights are kept in memory.
  ///   - texts: what a tokenizer is learnt from when the model starts from nothing.
  init(
    _ configuration: Configuration, base: URL, models: URL? = nil, pretrained: URL? = nil,
    weights form: WeightForm = .floats, texts: () throws -> [String]
  ) throws {
    if let folder = try pretrained ?? Self.folder(configuration, base: base, models: models) {
      try self.init(folder: folder, form)
      return
    }
    let size = NewModelSize(configuration["model.llm"])
    let trainer = BytePairTrainer(vocabularySize: size.vocabulary, specialTokens: Self.specialTokens)
    let tokenizer = try trainer.train(on: texts())
    let random = Random(seed: UInt64(configuration.integer("seed"))).split("decoder")
    let (model, family) = try size.model(vocabulary: tokenizer.vocabularySize, .drawn(random))
    self.init(model: model, tokenizer: tokenizer, family: family)
  }

  /// The model of a configuration without its weights, for counting.
  /// - Throws: `DataError` for a model of which nothing is known; `CheckpointError` for one that cannot be read.
  static func outline(
    _ configuration: Configuration, base: URL
  ) throws -> (model: any LanguageModel, family: any ModelFamily) {
    let name = configuration["model.llm"]
    if let known = name.head.flatMap(KnownModel.named) { return (try known.outline(), known.family) }
    if let folder = try folder(configuration, base: base) {
      let opened = try ModelFolder(folder)
      return (try opened.outline(), opened.family)
    }
    let size = NewModelSize(name)
    return try size.model(vocabulary: size.vocabulary, .outline)
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
