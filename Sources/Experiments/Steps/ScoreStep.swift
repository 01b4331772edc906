import Language
import Metrics

/// Compares the generated reports with their references.
struct ScoreStep: StepExecutor {
  func execute(_ context: StepContext) throws -> StepSummary {
    let names = context.configuration["eval.metrics"].elements.compactMap(\.head)
    let progress = { context.progress(.advanced(done: $0, total: names.count, unit: "scores")) }
    progress(0)
    let scoring = try RecipeScoring(names, context.source, prepared: context.input("prepare"))
    let scores = try scoring.scores(SampleLog.read(folder: context.input("generate")))
    progress(names.count)
    return StepSummary(
      scores: Dictionary(scores.map { ($0.metric, RecordedScore($0)) }) { first, _ in first },
      notes: ["scoring": scoring.scorer.scoring.rawValue])
  }
}
