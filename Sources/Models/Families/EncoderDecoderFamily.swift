import Foundation
import Layers
import Tensors

/// A family of encoder-decoders: as `DecoderFamily`, with sizes and choices for each half.
public struct EncoderDecoderFamily: ModelFamily {
  public let name, modelType, architecture: String
  /// Where a configuration keeps the sizes of each half.
  let encoderSizes, decoderSizes: [ConfigurationField]
  /// What is the same in all models of the family, in both halves.
  let choices: @Sendable (inout DecoderSpec) -> Void
  /// What a configuration says besides; the output layer, of the decoder only, comes last.
  let options: [ConfigurationField]
  let output: [ConfigurationField]
  /// Whether a configuration of this model type belongs to this family.
  let belongs: @Sendable (ModelConfiguration) -> Bool
  public let weights: WeightMap
  public let releasedSites: [String]

  static let startKey = "decoder_start_token_id"

  /// All families, the order being of no consequence.
  public static let all: [EncoderDecoderFamily] = [bart, t5, t5Gated]

  /// The family of that name in recipes.
  public static func named(_ name: String) -> EncoderDecoderFamily? { all.first { $0.name == name } }

  public func fits(_ configuration: ModelConfiguration) -> Bool { belongs(configuration) }

  /// A spec of this family with two halves of the given size, whose decoder begins with the first token.
  /// - Throws: `CheckpointError` for sizes that the family does not have.
  public func spec(
    vocabulary: Int, width: Int, layers: Int, heads: Int, hidden: Int? = nil, context: Int
  ) throws -> EncoderDecoderSpec {
    let half = DecoderSpec(
      vocabulary: vocabulary, width: width, layers: layers, heads: heads, hidden: hidden, context: context)
    let start: [String: any Sendable] = ["model_type": modelType, Self.startKey: 0]
    let values = (encoderSizes + decoderSizes).reduce(into: start) { all, field in
      all.merge(field.written(half)) { first, _ in first }
    }
    return try spec(ModelConfiguration(values, of: URL(filePath: name)))
  }

  /// The spec that a configuration describes.
  /// - Throws: `CheckpointError` for what is missing, impossible, or not known here.
  public func spec(_ configuration: ModelConfiguration) throws -> EncoderDecoderSpec {
    func half(_ sizes: [ConfigurationField], _ rest: [ConfigurationField]) throws -> DecoderSpec {
      var spec = DecoderSpec(vocabulary: 1, width: 1, layers: 1, heads: 1, context: 1)
      for field in sizes { try field.read(configuration, &spec) }
      choices(&spec)
      for field in rest { try field.read(configuration, &spec) }
      return spec
    }
    var encoder = try half(encoderSizes, options)
    encoder.isCausal = false
    var decoder = try half(decoderSizes, options + output)
    decoder.attendsToSource = true
    let start = try configuration.integer(Self.startKey)
    guard (0..<decoder.vocabulary).contains(start) else {
      throw configuration.fault("“\(Self.startKey)” within the vocabulary of \(decoder.vocabulary)", "\(start)")
    }
    return EncoderDecoderSpec(encoder: encoder, decoder: decoder, startToken: Int32(start))
  }

  public func outline(_ configuration: ModelConfiguration) throws -> any LanguageModel {
    EncoderDecoder(try spec(configuration), .outline)
  }

  public func model(_ configuration: ModelConfiguration, _ checkpoint: Checkpoint) throws -> any LanguageModel {
    let spec = try spec(configuration)
    let outline = EncoderDecoder(spec, .outline)
    return EncoderDecoder(
      spec, try checkpoint.weights(of: outline, by: weights, headWidth: spec.decoder.headWidth))
  }

  public func configuration(of model: any LanguageModel) -> [String: any Sendable] {
    guard let model = model as? EncoderDecoder else { return [:] }
    var all: [String: any Sendable] = [
      "model_type": modelType, "architectures": [architecture], "is_encoder_decoder": true,
      Self.startKey: Int(model.spec.startToken),
    ]
    for field in encoderSizes { all.merge(field.written(model.spec.encoder)) { first, _ in first } }
    for field in decoderSizes + options + output { all.merge(field.written(model.spec.decoder)) { first, _ in first } }
    return all
  }
}
