import Foundation
import Language
import Metrics
import Reports

/// Compares the generated reports with their references.
struct ScoreStep: StepExecutor {
  func execute(_ context: StepContext) throws -> StepSummary {
    let samples = try SampleLog.read(folder: context.input("generate"))
    let names = context.configuration["eval.metrics"].elements.compactMap(\.head)
    let corpus = try Corpus(candidates: samples.map(\.generated), references: samples.map(\.reference))
    let documents = try Self.trainingReferences(context)
    var scores: [String: RecordedScore] = [:]
    for (place, name) in names.enumerated() {
      let statistics = try PairScores(documents: documents).statistics(name, corpus)
      let interval = Bootstrap().intervals([statistics])[0]
      scores[name] = RecordedScore(
        statistics.total, low: interval?.lowerBound, high: interval?.upperBound,
        scored: corpus.count - corpus.unparsed, total: corpus.count, unparsed: corpus.unparsed)
      context.progress(.advanced(done: place + 1, total: names.count, unit: "scores"))
      try context.stop.check()
    }
    return StepSummary(scores: scores)
  }

  /// The reports that CIDEr-D's document frequencies are counted in.
  private static func trainingReferences(_ context: StepContext) throws -> [String] {
    let dataset = try context.source.training()
    let data = try PreparedData(folder: context.input("prepare"))
    return try data.split.train.map { try context.source.cleaning.cleaned(dataset.info($0).report) }
  }
}

/// The scores of every pair, by the name of a metric.
struct PairScores {
  /// The training references, for the document frequencies of CIDEr-D.
  let documents: [String]

  /// - Throws: `MetricError`, also for a metric that text alone does not give.
  func statistics(_ name: String, _ corpus: Corpus) throws -> PairStatistics {
    if let measure = DiagnosisMeasure(rawValue: name) {
      return measure.statistics(DiagnosisScore(corpus).pairs)
    }
    let metric = name == "cider-d" ? MetricCatalog.ciderD(.documents(documents)) : try MetricCatalog.metric(named: name)
    return try Scorer([metric]).statistics(corpus)[0]
  }
}
