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
    let pairScores = try PairScores(context.source, prepared: context.input("prepare"))
    var scores: [String: RecordedScore] = [:]
    for (place, name) in names.enumerated() {
      let statistics = try pairScores.statistics(name, corpus)
      let interval = Bootstrap().intervals([statistics])[0]
      scores[name] = RecordedScore(
        statistics.total, low: interval?.lowerBound, high: interval?.upperBound,
        scored: corpus.count - corpus.unparsed, total: corpus.count, unparsed: corpus.unparsed)
      context.progress(.advanced(done: place + 1, total: names.count, unit: "scores"))
      try context.stop.check()
    }
    return StepSummary(scores: scores)
  }
}

/// The scores of every pair, by the name of a metric.
struct PairScores {
  /// The training references, for the document frequencies of CIDEr-D.
  private let documents: [String]

  /// - Parameter prepared: the folder of the prepare step whose training references are meant.
  init(_ source: DataSource, prepared: URL) throws {
    let dataset = try source.training()
    let data = try PreparedData(folder: prepared)
    documents = try data.split.train.map { try source.cleaning.cleaned(dataset.info($0).report) }
  }

  /// - Throws: `MetricError`, also for a metric that text alone does not give.
  func statistics(_ name: String, _ corpus: Corpus) throws -> PairStatistics {
    if let measure = DiagnosisMeasure(rawValue: name) {
      return measure.statistics(DiagnosisScore(corpus).pairs)
    }
    let metric = name == "cider-d" ? MetricCatalog.ciderD(.documents(documents)) : try MetricCatalog.metric(named: name)
    return try Scorer([metric]).statistics(corpus)[0]
  }
}
