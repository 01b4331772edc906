import Foundation
import Language
import Layers
import Models
import Randomness
import Reports
import Tensors
import Tokenizers

/// Trains a model: to write reports, or as a language model on text.
struct TuneStep: StepExecutor {
  var isShared: Bool { true }

  func execute(_ context: StepContext) throws -> StepSummary {
    try Precision.with(context.precision) {
      context.configuration.choice("train.task") == "language-model"
        ? try pretrain(context) : try tune(context)
    }
  }

  private func tune(_ context: StepContext) throws -> StepSummary {
    let tuning = try context.team.together { try self.tuning(context) }
    let model = tuning.model
    let run = TrainingRun(
      trainer: tuning.trainer, state: model.statisticsAndTrainable, context: context, watch: tuning.watch)
    let outcome = try run.run()
    if context.team.isFirst { try ModelBuilder.write(model, tuning.backbone, to: context.workspace.folder) }
    return Self.summary(model, outcome)
  }

  /// A model that is ready to be trained, and what trains it.
  private struct Tuning {
    let model: ReportGenerator
    let backbone: Backbone
    let trainer: Trainer
    let watch: TrainingWatch?
  }

  private func tuning(_ context: StepContext) throws -> Tuning {
    let dataset = try context.source.training()
    let data = try PreparedData(folder: context.input("prepare"))
    let backbone = try context.backbone()
    let builder = ModelBuilder(configuration: context.configuration, base: context.base)
    let model = try builder.new(backbone)
    if Precision.current == .bfloat16 { backbone.model.keepFrozenWeightsInBfloat16() }
    try builder.startEncoder(of: model, pretrained: context.inputs["pretrain-encoder"])
    let conversations = try Conversations(context, backbone)
    let records = data.split.train
    let examples = try records.map { record in
      let info = dataset.info(record)
      return conversations.training(info.id, report: try dataset.report(record, context.source.cleaning))
    }
    try model.requireReadable(pairs: examples)
    guard examples.isEmpty || examples.contains(where: { $0.answerStart < $0.tokens.count }) else {
      throw DataError("train.max-length leaves no token of any report: the prompts alone are as long.")
    }
    let loader = context.loader(dataset)
    let usesSignals = model.fusion != .none
    let trainer = Trainer(
      model.trainableTensors, examples: examples.count, options: Self.options(context),
      team: context.team, norms: model.all(BatchNorm.self),
      batch: { chosen in
        let signals = usesSignals ? try loader.signals(chosen.map { records[$0] }) : nil
        return Batch(chosen.map { examples[$0] }, signals: signals)
      }, loss: { model.loss($0, divisor: $1, $2) })
    if usesSignals { trainer.upcoming = { chosen in loader.prefetch(chosen.map { records[$0] }) } }
    let watch = try TrainingWatch(context, model, conversations, dataset, validation: data.split.validation)
    return Tuning(model: model, backbone: backbone, trainer: trainer, watch: watch)
  }

  private func pretrain(_ context: StepContext) throws -> StepSummary {
    let training = try context.team.together { try self.pretraining(context) }
    let (model, outcome) = try training.run(context)
    return Self.summary(model, outcome)
  }

  private func pretraining(_ context: StepContext) throws -> LanguageModelTraining {
    let dataset = try context.source.training()
    let data = try PreparedData(folder: context.input("prepare"))
    let documents = try PretrainingTexts(dataset, data.split.train, context.source).documents
    return LanguageModelTraining(
      backbone: try context.backbone { documents.map(\.text) },
      documents: documents, maximumLength: context.configuration.integer("train.max-length"),
      options: Self.options(context), team: context.team)
  }

  private static func options(_ context: StepContext) -> Trainer.Options {
    let configuration = context.configuration
    var options = Trainer.Options()
    options.batch = configuration.integer("train.batch")
    options.accumulation = configuration.integer("train.accumulation")
    options.epochs = configuration.integer("train.epochs")
    let steps = configuration.integer("train.steps")
    let clip = configuration.number("train.clip")
    options.steps = steps > 0 ? steps : nil
    options.rate = configuration.number("train.lr")
    options.schedule = Schedule.Shape(rawValue: configuration.choice("train.schedule")) ?? .linear
    options.warmUpRatio = configuration.number("train.warm-up")
    options.optimiser = AdamW.Options(
      weightDecay: configuration.number("train.weight-decay"), clip: clip > 0 ? clip : nil)
    options.seed = UInt64(configuration.integer("seed"))
    options.recomputes = context.settings.boolean("train.recompute")
    return options
  }

  private static func summary(_ model: ReportGenerator, _ outcome: TrainingRun.Outcome) -> StepSummary {
    func count(_ tensors: [(name: String, tensor: Tensor)]) -> Double {
      Double(tensors.reduce(0) { $0 + $1.tensor.count })
    }
    return StepSummary(scores: [
      "loss.train": RecordedScore(outcome.loss), "time.training": RecordedScore(outcome.hours),
      "parameters.trainable": RecordedScore(count(model.trainableTensors)),
      "parameters.total": RecordedScore(count(model.parameters)),
      "parameters.encoder": RecordedScore(count(model.encoder?.parameters ?? [])),
    ])
  }
}

extension Module {
  /// What a checkpoint of a training must hold: everything that it changes.
  var statisticsAndTrainable: [(name: String, tensor: Tensor)] {
    let trainable = Set(trainableTensors.map(\.name))
    return namedTensors.filter { trainable.contains($0.name) || $0.name.contains("running") }
  }
}
