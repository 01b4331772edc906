import Layers
import Randomness

/// A family of language models, whichever their kind.
public protocol ModelFamily: Sendable {
  /// The name in recipes.
  var name: String { get }
  /// The name in `config.json`, and that of the class there that writes text.
  var modelType: String { get }
  var architecture: String { get }
  var weights: WeightMap { get }
  /// The ends of the names of the layers that the released code puts adapters on.
  var releasedSites: [String] { get }
  /// Whether a configuration of this model type belongs to this family.
  func fits(_ configuration: ModelConfiguration) -> Bool
  /// The model of a configuration, with the weights of a checkpoint.
  /// - Throws: `CheckpointError`.
  func model(_ configuration: ModelConfiguration, _ checkpoint: Checkpoint) throws -> any LanguageModel
  /// The model of a configuration without any weights, for counting.
  /// - Throws: `CheckpointError`.
  func outline(_ configuration: ModelConfiguration) throws -> any LanguageModel
  /// The `config.json` of a model of this family, for `JSONSerialization`.
  func configuration(of model: any LanguageModel) -> [String: any Sendable]
}

/// All families.
public enum ModelFamilies {
  public static let all: [any ModelFamily] = DecoderFamily.all + EncoderDecoderFamily.all

  /// The family of a configuration.
  /// - Throws: `CheckpointError` that lists the families there are.
  public static func of(_ configuration: ModelConfiguration) throws -> any ModelFamily {
    guard let family = all.first(where: { $0.modelType == configuration.modelType && $0.fits(configuration) }) else {
      let known = Set(all.map(\.modelType)).sorted().joined(separator: ", ")
      throw configuration.fault("a model_type among \(known)", configuration.modelType, .unsupported)
    }
    return family
  }
}

extension DecoderFamily: ModelFamily {
  public func fits(_ configuration: ModelConfiguration) -> Bool { true }

  public func model(_ configuration: ModelConfiguration, _ checkpoint: Checkpoint) throws -> any LanguageModel {
    try TextDecoder(checkpoint, family: self, spec: spec(configuration))
  }

  public func outline(_ configuration: ModelConfiguration) throws -> any LanguageModel {
    TextDecoder(try spec(configuration), .outline)
  }

  public func configuration(of model: any LanguageModel) -> [String: any Sendable] {
    configuration(model.decoder.spec)
  }
}
