import Figures
import Foundation
import Language
import Layers
import Models
import Randomness

/// What a language model with adapters and an ECG encoder costs under a configuration, in parameters and bytes, counted
/// without weights.
struct ModelCost {
  let family: String
  /// Of the ECG's embedding under concat fusion.
  let ecgDimension: Int
  let languageModel, adapters: Int
  /// The ECG encoder with its projector.
  let ecg: Int
  private let isEncoderFrozen: Bool
  /// Bytes of the keys and values of all sequences that are written at once, at full length.
  private let cache: Int

  /// - Parameter encoder: a new one of the configuration.
  /// - Throws: `DataError` for sizes that do not fit together; `CheckpointError` for a model that cannot be read.
  init(_ configuration: Configuration, base: URL, encoder: any ECGEncoder) throws {
    let (outline, family) = try Backbone.outline(configuration, base: base)
    let size = ModelSize(of: outline)
    let spec = outline.decoder.spec
    let generator = ReportGenerator(
      languageModel: outline, fusion: outline is EncoderDecoder ? .encoderDecoder() : .concat(),
      random: Random(seed: 0)
    ) { encoder }
    func count(_ part: (any Module)?) -> Int { part?.parameters.reduce(0) { $0 + $1.tensor.count } ?? 0 }
    self.family = family.name
    ecgDimension = spec.headWidth
    languageModel = size.parameters
    adapters = ModelBuilder(configuration: configuration, base: base).adapterParameters(outline, family)
    isEncoderFrozen = configuration.boolean("encoder.freeze")
    ecg = count(encoder) + count(generator.projector)
    let length = configuration.integer("train.max-length") + configuration.integer("eval.max-new")
    let sequences = configuration.integer("eval.batch") * DecodingStrategy(configuration["eval.decoding"]).width
    cache = sequences * min(length, spec.context) * size.cacheBytesPerToken
  }

  var all: Int { languageModel + adapters + ecg }
  var trainable: Int { adapters + (isEncoderFrozen ? 0 : ecg) }

  /// The row of a table of models.
  func row(_ name: String) -> Table.Row {
    let number = MemoryLayout<Float>.size
    // A gradient and the two moments of AdamW for each number that is trained.
    let training = number * (all + 3 * trainable)
    let counts = [languageModel, adapters, ecg, trainable, all].map { Double($0) / 1e6 }
    let bytes = [training, number * all + cache].map { Double($0) / 1e9 }
    return Table.Row([name, family], ([Double(ecgDimension)] + counts + bytes).map { .number($0) })
  }
}
