import Foundation
import Language
import Layers
import Models
import Randomness
import Tensors

/// Trains the ECG encoder before it meets the language model.
struct PretrainEncoderStep: StepExecutor {
  func execute(_ context: StepContext) throws -> StepSummary {
    let configuration = context.configuration
    let dataset = try context.source.training()
    let split = try PreparedData(folder: context.input("prepare")).split
    let encoder = try EncoderBuilder(configuration: configuration, base: context.base).new()
    let objective = try objective(encoder, dataset, split.train, configuration)
    let loader = context.loader(dataset)
    let options = Self.options(configuration)
    let trainer = Trainer(objective.trainableTensors, examples: split.train.count, options: options) { places in
      let records = places.map { split.train[$0] }
      let signals = try loader.signals(records)
      return Trainer.Portion(terms: objective.terms(records), size: records.count) { divisor, pass in
        objective.loss(records, signals, divisor: divisor, pass)
      }
    }
    trainer.upcoming = { places in loader.prefetch(places.map { split.train[$0] }) }
    let run = TrainingRun(trainer: trainer, state: objective.statisticsAndTrainable, context: context, unit: "records")
    let loss = try Precision.with(context.precision) { try run.run().loss }
    try EncoderBuilder.write(encoder, to: context.workspace.folder)
    return try summary(objective, loss, batches(split.validation, options.batch), loader)
  }

  private func objective(
    _ encoder: any ECGEncoder, _ dataset: any Dataset, _ train: [Int], _ configuration: Configuration
  ) throws -> any EncoderObjective {
    let start = configuration["encoder.start"]
    let random = Random(seed: UInt64(configuration.integer("seed"))).split("pretraining")
    switch start.head {
    case "masked":
      guard let encoder = encoder as? VisionTransformer else {
        throw DataError(
          "encoder.start = masked restores the patches of vit or st-mem; \(configuration["encoder.kind"]) has none.")
      }
      let ratio = start.argument("ratio")?.number ?? 0.75
      return RestorationObjective(MaskedAutoencoder(encoder, ratio: ratio, random: random))
    case "contrastive":
      return AlignmentObjective(
        encoder, dataset, train, temperature: start.argument("temperature")?.number ?? 0.1, random: random)
    default: return try StatementObjective(encoder, dataset, train, random: random)
    }
  }

  private static func options(_ configuration: Configuration) -> Trainer.Options {
    let start = configuration["encoder.start"]
    var options = Trainer.Options()
    options.batch = start.argument("batch")?.integer ?? 64
    options.accumulation = 1
    options.epochs = start.argument("epochs")?.integer ?? 20
    options.rate = start.argument("lr")?.number ?? 1e-3
    options.schedule = .cosine
    options.warmUpRatio = 0.05
    options.optimiser = AdamW.Options(weightDecay: 0.01, clip: 1)
    options.seed = UInt64(configuration.integer("seed"))
    return options
  }

  private func batches(_ records: [Int], _ size: Int) -> [[Int]] {
    stride(from: 0, to: records.count, by: size).map { Array(records[$0..<min(records.count, $0 + size)]) }
  }

  private func summary(
    _ objective: any EncoderObjective, _ loss: Double, _ batches: [[Int]], _ loader: SignalLoader
  ) throws -> StepSummary {
    var scores = try objective.scores(batches) { try loader.signals($0) }
    scores["encoder.training-loss"] = RecordedScore(loss)
    return StepSummary(scores: scores)
  }
}
