import Foundation

/// A family of language models: how its `config.json` becomes a spec and is written again, and which of its tensors is
/// which of ours.
public struct DecoderFamily: Sendable {
  /// The name in recipes.
  public let name: String
  /// The name in `config.json`, and that of the class there that writes text.
  public let modelType, architecture: String
  /// Where a configuration keeps the sizes.
  let sizes: [ConfigurationField]
  /// What is the same in all models of the family; the sizes are set before.
  let choices: @Sendable (inout DecoderSpec) -> Void
  /// What a configuration says besides.
  let options: [ConfigurationField]
  public let weights: WeightMap
  /// The ends of the names of the layers that the released code puts adapters on.
  public let releasedSites: [String]

  /// All families, the order being of no consequence.
  public static let all: [DecoderFamily] = [
    gpt2, gptNeo, gptNeoX, gptJ, bloom, opt, llama, mistral, qwen2,
  ]

  /// The family of that name in recipes.
  public static func named(_ name: String) -> DecoderFamily? { all.first { $0.name == name } }

  /// The spec that a configuration describes.
  /// - Throws: `CheckpointError` for what is missing, impossible, or not known here.
  public func spec(_ configuration: ModelConfiguration) throws -> DecoderSpec {
    var spec = DecoderSpec(vocabulary: 1, width: 1, layers: 1, heads: 1, context: 1)
    for field in sizes { try field.read(configuration, &spec) }
    choices(&spec)
    for field in options { try field.read(configuration, &spec) }
    if let (expected, found) = spec.contradiction { throw configuration.fault(expected, found) }
    return spec
  }

  /// A spec of this family at the given size; the hidden width follows the family's rule where none is given.
  public func spec(
    vocabulary: Int, width: Int, layers: Int, heads: Int, keyValueHeads: Int? = nil, hidden: Int? = nil, context: Int
  ) -> DecoderSpec {
    var spec = DecoderSpec(
      vocabulary: vocabulary, width: width, layers: layers, heads: heads, keyValueHeads: keyValueHeads, hidden: hidden,
      context: context)
    choices(&spec)
    // A gated layer has three matrices instead of two: two thirds of the width make the same size.
    if hidden == nil, case .gated = spec.feedForward { spec.hidden = (8 * width / 3 + 7) / 8 * 8 }
    return spec
  }

  /// Whether a configuration of this family can say everything about a spec.
  public func canDescribe(_ spec: DecoderSpec) -> Bool {
    let configuration = ModelConfiguration(configuration(spec), of: URL(filePath: ModelFolder.configuration))
    return (try? self.spec(configuration)) == spec
  }

  /// The `config.json` of a model, for `JSONSerialization`.
  public func configuration(_ spec: DecoderSpec) -> [String: any Sendable] {
    let own: [String: any Sendable] = ["model_type": modelType, "architectures": [architecture]]
    return (sizes + options).reduce(into: own) { all, field in
      all.merge(field.written(spec)) { first, _ in first }
    }
  }
}

extension DecoderSpec {
  /// What was expected and what was found where the sizes do not fit together.
  var contradiction: (String, String)? {
    if !heads.isMultiple(of: keyValueHeads) {
      return ("a number of heads that key-value heads divide", "\(heads) and \(keyValueHeads)")
    }
    if case .rotary(let dimensions, _, _, _) = position,
      dimensions < 2 || dimensions > headWidth || !dimensions.isMultiple(of: 2)
    {
      return ("an even number of rotated dimensions up to the head's \(headWidth)", "\(dimensions)")
    }
    return nil
  }
}
