import Figures
import Foundation
import Language
import Layers
import Models
import Randomness
import Tensors

/// What the choices of an option cost for one record: parameters, floating-point operations of a forward pass, and the
/// time that it takes on this machine.
public struct ModelCosts {
  /// The folder for relative paths.
  let base: URL
  /// Items that every choice is looked at under, as `data.rate = 250 Hz`.
  private let overlays: [Statement]

  /// Tokens of the prompt, and as many of the report, that fusions are compared on.
  private static let tokensOfEach = 64
  /// How often a pass is timed; the median counts.
  private static let repetitions = 3

  public init(base: URL, overlays: [Statement] = []) {
    self.base = base
    self.overlays = overlays
  }

  /// The ECG encoders at their full size, with one token for each ECG.
  /// - Throws: `Diagnostics` for overlays that are wrong; `DataError` for sizes that do not go with each other.
  public func encoders() throws -> Table {
    let rows = try configurations(of: "encoder.kind", Catalog.encoders.choices.map(\.name)).map { configuration in
      let encoder = try EncoderBuilder(configuration: configuration, base: base).new()
      let signals = signals(configuration)
      let seconds = Self.medianSeconds { _ = encoder(signals, tokens: 1, .inference) }
      return Table.Row(
        [configuration.choice("encoder.kind")],
        Self.cells(
          [encoder.parameters.elements], operations: encoder.operations(samples: signals.shape[1]), seconds: seconds))
    }
    return table("encoders", "ECG encoders at their full size", "Encoder", ["Parameters"], rows)
  }

  /// The fusions of one language model and one encoder; that of encoder-decoders, where the language model is none,
  /// with one whose halves are of its size.
  /// - Throws: as `encoders`; `CheckpointError` for a language model that cannot be read.
  public func fusions() throws -> Table {
    let rows = try configurations(of: "model.fusion", Catalog.fusions.choices.map(\.name)).map { configuration in
      let backbone = try backbone(configuration)
      let plain = backbone.model.parameters.elements
      let model = try ModelBuilder(configuration: configuration, base: base).new(backbone)
      let adapters = model.languageModel.sites.reduce(0) { $0 + ($1.layer.adapter?.parameters.elements ?? 0) }
      let encoder = model.encoder?.parameters.elements ?? 0
      let batch = Batch(
        [(tokens: [Int32](repeating: 0, count: 2 * Self.tokensOfEach), answerStart: Self.tokensOfEach)],
        signals: signals(configuration))
      let seconds = Self.medianSeconds { _ = model.logits(batch, .inference) }
      let samples = DataSource(configuration: configuration, base: base).preparation.length
      return Table.Row(
        [configuration.choice("model.fusion")],
        Self.cells(
          [model.trainableTensors.elements, model.parameters.elements - plain - adapters - encoder],
          operations: model.operations(samples: samples, prompt: Self.tokensOfEach, answer: Self.tokensOfEach),
          seconds: seconds))
    }
    return table(
      "fusions", "Fusions, with the encoder, \(Self.tokensOfEach) tokens of prompt and as many of report", "Fusion",
      ["Trainable", "Fusion alone"], rows)
  }

  private func backbone(_ configuration: Configuration) throws -> Backbone {
    let named = try Backbone(configuration, base: base) { [] }
    guard configuration["model.fusion"].head == Catalog.encoderDecoderFusion, let decoder = named.model as? TextDecoder
    else { return named }
    var (encoder, second) = (decoder.spec, decoder.spec)
    encoder.isCausal = false
    second.attendsToSource = true
    let spec = EncoderDecoderSpec(encoder: encoder, decoder: second, startToken: 0)
    return Backbone(
      model: EncoderDecoder(spec, .drawn(Random(seed: 0))), tokenizer: named.tokenizer, family: named.family)
  }

  private func table(
    _ name: String, _ caption: String, _ title: String, _ counts: [String], _ rows: [Table.Row]
  ) -> Table {
    Table(
      name, caption: "\(caption): what a forward pass over one record costs.", rowTitles: [title],
      columns: counts.map { Table.Column($0, decimals: 0) } + [
        Table.Column("Operations", unit: "GFLOP", decimals: 2), Table.Column("Time", unit: "ms", decimals: 1),
      ], rows: rows, marks: [])
  }

  private static func cells(_ counts: [Int], operations: Double, seconds: Double) -> [Figures.Cell] {
    counts.map { .number(Double($0)) } + [.number(operations / 1e9), .number(seconds * 1e3)]
  }

  /// A configuration for each choice.
  func configurations(of path: String, _ choices: [String]) throws -> [Configuration] {
    let text = "experiment base {}\nsweep choices from base { vary \(path) in [\(choices.joined(separator: ", "))] }"
    let parsed = parse(SourceText(name: "<costs>", text: text))
    let checked = check(parsed.statements, catalog: .meit, overlays: overlays)
    guard checked.isRunnable, let sweep = checked.program.experiment("choices") else {
      throw Diagnostics(checked.diagnostics)
    }
    return sweep.cells.map(\.configuration)
  }

  /// One flat ECG, for what it shows does not change the cost.
  private func signals(_ configuration: Configuration) -> Tensor {
    let preparation = DataSource(configuration: configuration, base: base).preparation
    return .zeros([1, preparation.length, preparation.size / preparation.length])
  }

  private static func medianSeconds(_ work: () -> Void) -> Double {
    (0..<repetitions).map { _ in ContinuousClock().measure(work) / .seconds(1) }.upperMedian
  }
}

extension [(name: String, tensor: Tensor)] {
  /// All elements together.
  fileprivate var elements: Int { reduce(0) { $0 + $1.tensor.count } }
}
