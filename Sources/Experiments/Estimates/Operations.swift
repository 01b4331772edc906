import Foundation
import Language
import Models

/// Floating-point operations of steps, to carry a pace over to a model of another size.
struct Operations {
  let base: URL

  /// Tokens of prompt and report together; no recipe says them before its data are read.
  private static let tokens = 100.0
  /// A backward pass is about two forward passes.
  private static let passes = 3.0

  /// The operations of one unit of a step: an optimiser step, or a report.
  /// - Throws: `DataError` for sizes that do not go with each other.
  func perUnit(_ kind: String, _ configuration: Configuration) throws -> Double {
    let record = try encoder(configuration) + 2 * parameters(configuration) * Self.tokens
    switch kind {
    case "tune": return record * Self.passes * Double(configuration.integer("train.batch"))
    case "pretrain-llm":
      let batch = configuration["model.start"].argument("batch")?.integer ?? 32
      return try 2 * parameters(configuration) * Self.tokens * Self.passes * Double(batch)
    case "pretrain-encoder":
      let batch = configuration["encoder.start"].argument("batch")?.integer ?? 64
      return try encoder(configuration) * Self.passes * Double(batch)
    default: return record
    }
  }

  /// The bytes of the language model's weights while a step is done: rounded only where reports are written.
  func weightBytes(_ kind: String, _ configuration: Configuration) throws -> Double {
    let model = try Backbone.outline(configuration, base: base).model
    let quantisation = Quantisation(rawValue: configuration.choice("model.quantisation"))
    return Double(model.weightBytes(["generate", "measure-loss"].contains(kind) ? quantisation ?? .none : .none))
  }

  private func encoder(_ configuration: Configuration) throws -> Double {
    guard configuration.choice("model.fusion") != "none" else { return 0 }
    let samples = DataSource(configuration: configuration, base: base).preparation.length
    return try EncoderBuilder(configuration: configuration, base: base).new().operations(samples: samples)
  }

  /// The parameters of the language model, from its sizes or from those of its files.
  private func parameters(_ configuration: Configuration) throws -> Double {
    Double(ModelSize(of: try Backbone.outline(configuration, base: base).model).parameters)
  }
}
