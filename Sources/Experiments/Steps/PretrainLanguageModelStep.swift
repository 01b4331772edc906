import Layers

/// Trains a language model on text before it meets ECGs.
struct PretrainLanguageModelStep: StepExecutor {
  func execute(_ context: StepContext) throws -> StepSummary {
    let (model, outcome) = try training(context).run(context)
    return StepSummary(scores: [
      "pretraining.loss": RecordedScore(outcome.loss), "pretraining.time": RecordedScore(outcome.hours),
      "parameters.language-model": RecordedScore(Double(model.parameters.reduce(0) { $0 + $1.tensor.count })),
    ])
  }

  private func training(_ context: StepContext) throws -> LanguageModelTraining {
    let start = context.configuration["model.start"]
    let documents = try PretrainingTexts(patients: start.argument("records")?.integer ?? 0, context.source).documents
    let backbone = try context.backbone { documents.map(\.text) }
    var options = Trainer.Options()
    options.batch = start.argument("batch")?.integer ?? options.batch
    options.accumulation = 1
    options.epochs = start.argument("epochs")?.integer ?? options.epochs
    options.rate = start.argument("lr")?.number ?? options.rate
    options.schedule = .cosine
    options.optimiser = AdamW.Options(weightDecay: 0.01, clip: 1)
    return LanguageModelTraining(
      backbone: backbone, documents: documents, maximumLength: context.configuration.integer("train.max-length"),
      options: options)
  }
}
