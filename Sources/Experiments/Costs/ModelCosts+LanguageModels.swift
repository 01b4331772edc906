import Figures
import Foundation
import Language
import Models

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
      try encoder.map { try ModelCost(configuration, base: base, encoder: $0) }?.row(model.name)
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
