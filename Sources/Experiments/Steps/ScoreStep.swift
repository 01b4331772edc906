import Foundation
import Language
import Metrics
import Randomness
import Reports

/// Compares the generated reports with their references.
struct ScoreStep: StepExecutor {
  func execute(_ context: StepContext) throws -> StepSummary {
    let samples = try SampleLog.read(folder: context.input("generate"))
    let names = context.configuration["eval.metrics"].elements.compactMap(\.head)
    let corpus = try Corpus(candidates: samples.map(\.generated), references: samples.map(\.reference))
    let scorer = try Scorer(names.map(MetricCatalog.metric(named:)))
    var scores: [String: RecordedScore] = [:]
    for (place, score) in try scorer.scores(corpus).enumerated() {
      scores[names[place]] = RecordedScore(
        score.value, low: score.interval?.lowerBound, high: score.interval?.upperBound, scored: score.scored,
        total: score.total, unparsed: score.unparsed)
      context.progress(.advanced(done: place + 1, total: names.count, unit: "scores"))
    }
    return StepSummary(scores: scores)
  }
}
