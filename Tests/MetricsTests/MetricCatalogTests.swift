import Metrics
import Testing

@Suite struct MetricCatalogTests {
  @Test func namesEveryMetricOfThePaperOnce() {
    let names = MetricCatalog.all.map(\.name)
    #expect(
      names == [
        "bleu-1", "bleu-2", "bleu-3", "bleu-4", "meteor", "rouge-1", "rouge-2", "rouge-l", "cider-d",
        "bertscore-precision", "bertscore-recall", "bertscore-f1", "diagnosis-f1", "diagnosis-macro-f1",
        "diagnosis-precision", "diagnosis-recall", "statement-accuracy", "critical-recall", "hallucinated-findings",
        "missed-findings", "code-f1", "code-macro-f1", "code-precision", "code-recall",
      ])
    #expect(MetricCatalog.all.allSatisfy { $0.documentation.hasSuffix(".") })
    let lowerIsBetter = MetricCatalog.all.filter { $0.better == .lower }.map(\.name)
    #expect(lowerIsBetter == ["hallucinated-findings", "missed-findings"])
  }

  @Test func anUnknownNameIsAnsweredWithTheKnownOnes() {
    let error = #expect(throws: MetricError.self) { try MetricCatalog.metric(named: "blue-4") }
    #expect(error?.description.contains("no metric `blue-4`; the metrics are bleu-1, bleu-2") == true)
  }

  @Test func wordsAloneDoNotGiveBERTScore() throws {
    let metric = try MetricCatalog.metric(named: "bertscore-f1")
    #expect(throws: MetricError.needsMoreThanText(metric: "bertscore-f1")) { try Scorer([metric]) }
  }

  @Test func perfectAndEmptyCandidatesReachTheEndsOfTheRange() throws {
    let references = ["sinus rhythm. left axis deviation.", "atrial fibrillation with rapid response."]
    let perfect = try Scorer(MetricCatalog.words).scores(Corpus(candidates: references, references: references))
    let empty = try Scorer(MetricCatalog.words).scores(Corpus(candidates: [nil, ""], references: references))
    for (metric, (best, worst)) in zip(MetricCatalog.words, zip(perfect, empty)) {
      let nearlyAll = metric.name == "meteor" ? 0.99 : 1 - 1e-6  // METEOR's penalty for one chunk remains
      #expect(best.value >= metric.range.upperBound * nearlyAll && best.value <= metric.range.upperBound + 1e-9)
      #expect(worst.value >= 0 && worst.value < 1e-9, "\(metric.name)")
    }
  }
}
