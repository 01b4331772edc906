import Figures
import Foundation
import Language
import Layers
import Models
import Randomness

extension ModelCosts {
  /// The language models whose sizes are known, without their weights: parameters by part, memory, and the dimension of
  /// the ECG's embedding under concat fusion (paper Tables 8 and 10).
  /// - Throws: as `encoders`.
  public func languageModels() throws -> Table {
    let models = KnownModel.all
    let configurations = try configurations(of: "model.llm", models.map(\.name))
    // No option of the encoder depends on the language model.
    let encoder = try configurations.first.map { try EncoderBuilder(configuration: $0, base: base).new() }
    let rows = try zip(models, configurations).compactMap { model, configuration in
      try encoder.map { try ModelCost(model, configuration, base: base, encoder: $0) }?.row
    }
    let millions = ["Language model", "LoRA", "ECG encoder", "Trainable", "All"].map {
      Table.Column($0, unit: "M", decimals: 1)
    }
    let memory = ["Training", "Decoding"].map { Table.Column($0, unit: "GB", decimals: 1) }
    return Table(
      "models",
      caption: """
        Language models by family: parameters, with the projector counted to the ECG encoder; memory of weights, \
        gradients and optimiser (activations come on top) and of weights and cache; dimension of the ECG's embedding.
        """, rowTitles: ["Model", "Family"], columns: [Table.Column("ECG dimension", decimals: 0)] + millions + memory,
      rows: rows, marks: [])
  }
}

/// What one language model costs under a configuration, in parameters and bytes.
private struct ModelCost {
  let name, family: String
  let ecgDimension, languageModel, adapters, encoder: Int
  let isEncoderFrozen: Bool
  /// Bytes of the keys and values of all sequences that are written at once, at full length.
  let cache: Int

  init(_ model: KnownModel, _ configuration: Configuration, base: URL, encoder: any ECGEncoder) throws {
    let outline = try model.outline()
    let size = ModelSize(of: outline)
    let spec = outline.decoder.spec
    let generator = ReportGenerator(
      languageModel: outline, fusion: outline is EncoderDecoder ? .encoderDecoder() : .concat(),
      random: Random(seed: 0)
    ) { encoder }
    func count(_ part: (any Module)?) -> Int { part?.parameters.reduce(0) { $0 + $1.tensor.count } ?? 0 }
    name = model.name
    family = model.family.name
    ecgDimension = spec.headWidth
    languageModel = size.parameters
    adapters = ModelBuilder(configuration: configuration, base: base).adapterParameters(outline, model.family)
    isEncoderFrozen = configuration.boolean("encoder.freeze")
    self.encoder = count(encoder) + count(generator.projector)
    let length = configuration.integer("train.max-length") + configuration.integer("eval.max-new")
    let sequences = configuration.integer("eval.batch") * DecodingStrategy(configuration["eval.decoding"]).width
    cache = sequences * min(length, spec.context) * size.cacheBytesPerToken
  }

  private var all: Int { languageModel + adapters + encoder }
  private var trainable: Int { adapters + (isEncoderFrozen ? 0 : encoder) }

  var row: Table.Row {
    let number = MemoryLayout<Float>.size
    // A gradient and the two moments of AdamW for each number that is trained.
    let training = number * (all + 3 * trainable)
    let counts = [languageModel, adapters, encoder, trainable, all].map { Double($0) / 1e6 }
    let bytes = [training, number * all + cache].map { Double($0) / 1e9 }
    return Table.Row([name, family], ([Double(ecgDimension)] + counts + bytes).map { .number($0) })
  }
}
