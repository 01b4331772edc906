/// Counts what a model has, from its sizes alone.
struct DescribeStep: StepExecutor {
  func execute(_ context: StepContext) throws -> StepSummary {
    let encoder = try EncoderBuilder(configuration: context.configuration, base: context.base).new()
    let cost = try ModelCost(context.configuration, base: context.base, encoder: encoder)
    let counts = [
      "ecg.dimension": cost.ecgDimension, "parameters.language-model": cost.languageModel,
      "parameters.lora": cost.adapters, "parameters.ecg": cost.ecg, "parameters.trainable": cost.trainable,
      "parameters.total": cost.all,
    ]
    return StepSummary(scores: counts.mapValues { RecordedScore(Double($0)) }, notes: ["family": cost.family])
  }
}
