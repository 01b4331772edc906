import Foundation
import Language
import Layers
import Models
import Randomness
import Tensors

/// Builds the model that a configuration describes, new or as a tune step left it.
struct ModelBuilder {
  let configuration: Configuration
  let base: URL

  static let adapterFolder = "adapter"

  private var seed: Random { Random(seed: UInt64(configuration.integer("seed"))) }

  /// A model before training: frozen backbone, new adapters, new encoder.
  func new(_ backbone: Backbone) throws -> ReportGenerator {
    backbone.model.setTrainable(false)
    try adapt(backbone)
    let fusion = try fusion(backbone)
    let model = try ReportGenerator(
      languageModel: backbone.model, fusion: fusion,
      projection: .init(unitLength: configuration.boolean("model.normalise-ecg")), random: seed.split("model")
    ) {
      try encoders.new(tokens: fusion.tokens)
    }
    if configuration.boolean("encoder.freeze") { model.encoder?.setTrainable(false) }
    return model
  }

  private var encoders: EncoderBuilder { EncoderBuilder(configuration: configuration, base: base) }

  /// Gives the encoder of a new model the weights that it starts with.
  func startEncoder(of model: ReportGenerator, pretrained: URL?) throws {
    if let encoder = model.encoder { try encoders.start(encoder, pretrained: pretrained) }
  }

  /// Puts a new adapter on every site that the recipe asks for.
  private func adapt(_ backbone: Backbone) throws {
    let rank = configuration.integer("lora.rank")
    guard rank > 0 else { return }
    let options = Adapter.Options(
      rank: rank, alpha: configuration.number("lora.alpha"), dropout: configuration.number("lora.dropout"))
    let random = seed.split("lora")
    for (name, layer) in backbone.model.sites where isSite(name, of: backbone.family) {
      layer.adapt(options, random: random.split(name))
    }
  }

  /// How many parameters the adapters that the recipe asks for have on a model.
  func adapterParameters(_ model: any LanguageModel, _ family: any ModelFamily) -> Int {
    let rank = configuration.integer("lora.rank")
    return model.sites.filter { isSite($0.name, of: family) }.reduce(0) { sum, site in
      sum + rank * (site.layer.inputs + site.layer.outputs)
    }
  }

  private func isSite(_ name: String, of family: any ModelFamily) -> Bool {
    switch configuration.choice("lora.sites") {
    case "attention": !name.contains(".feedForward.")
    case "released":
      family.adapterModule(name).map { module in family.releasedSites.contains { module.hasSuffix($0) } } ?? false
    default: true
    }
  }

  private func fusion(_ backbone: Backbone) throws -> Fusion {
    let fusion = configuration["model.fusion"]
    func number(_ name: String, or standard: Int) -> Int { fusion.argument(name)?.integer ?? standard }
    switch fusion.head {
    case "none": return .none
    case "llava": return .llava(tokens: number("tokens", or: 8), depth: number("depth", or: 2))
    case "flamingo": return .flamingo(tokens: number("tokens", or: 8), every: number("every", or: 1))
    case "concat":
      guard backbone.model.decoder.spec.headsFillWidth else {
        throw DataError("The fusion “\(fusion)” needs a language model whose heads are together as wide as the model.")
      }
      return .concat(tokens: number("tokens", or: 1))
    default:
      guard backbone.model is EncoderDecoder else {
        throw DataError("The fusion “\(fusion)” needs an encoder-decoder language model.")
      }
      return .encoderDecoder(tokens: number("tokens", or: 1))
    }
  }

  /// Everything beside the backbone and its adapters: encoder, projector and what a fusion adds to the decoder.
  private static func tower(_ model: ReportGenerator) -> [(name: String, tensor: Tensor)] {
    model.namedTensors.filter { !$0.name.hasPrefix("languageModel.") || $0.name.contains(".crossAttention.") }
  }

  /// Saves what training changed, in PEFT's layout for the adapter.
  static func write(_ model: ReportGenerator, _ backbone: Backbone, to folder: URL) throws {
    try model.languageModel.writeAdapters(to: folder.appending(path: adapterFolder), family: backbone.family)
    let tower = tower(model).map { TensorToWrite($0.name, shape: $0.tensor.shape, $0.tensor.values) }
    if !tower.isEmpty { try Checkpoint.write(tower, to: folder.appending(path: EncoderBuilder.fileName)) }
  }

  /// Fills a new model with what `write` saved.
  static func read(_ model: ReportGenerator, _ backbone: Backbone, from folder: URL) throws {
    if model.languageModel.sites.contains(where: { $0.layer.adapter != nil }) {
      try model.languageModel.readAdapters(from: folder.appending(path: adapterFolder), family: backbone.family)
    }
    let tower = tower(model)
    guard !tower.isEmpty else { return }
    let saved = try Checkpoint(at: folder.appending(path: EncoderBuilder.fileName))
    for (name, tensor) in tower { try fill(tensor, saved.tensor(name, shape: tensor.shape), folder, name) }
  }

  private static func fill(_ tensor: Tensor, _ stored: StoredTensor?, _ folder: URL, _ name: String) throws {
    guard let stored, stored.shape == tensor.shape else {
      throw DataError(
        "\(folder.path): \(name) should have shape \(tensor.shape), found \(stored?.shape.description ?? "none").")
    }
    stored.read(into: UnsafeMutableBufferPointer(start: tensor.pointer, count: tensor.count))
  }
}
