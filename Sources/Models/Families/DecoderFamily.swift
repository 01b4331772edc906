/// A family of language models: how its `config.json` becomes a spec, and its checkpoints' names ours.
public struct DecoderFamily: Sendable {
  /// The name in recipes and in `config.json`.
  public let name: String
  /// The spec that a configuration describes.
  public let spec: @Sendable (ModelConfiguration) throws -> DecoderSpec
  public let weights: WeightMap
  /// The ends of the names of the layers that the released code puts adapters on.
  public let releasedSites: [String]

  /// All families, the order being of no consequence.
  public static let all: [DecoderFamily] = [llama, gpt2]

  /// The family of a configuration.
  /// - Throws: `CheckpointError` that lists the families there are.
  public static func of(_ configuration: ModelConfiguration) throws -> DecoderFamily {
    guard let family = all.first(where: { $0.name == configuration.modelType }) else {
      throw CheckpointError(
        .unsupported, file: configuration.url,
        expected: "a model_type among \(all.map(\.name).joined(separator: ", "))", found: configuration.modelType)
    }
    return family
  }
}
