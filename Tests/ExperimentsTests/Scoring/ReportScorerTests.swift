import Experiments
import Foundation
import Language
import Metrics
import TestSupport
import Testing

/// All metrics of a list in one pass.
struct ReportScorerTests {
  static let corpus: Corpus? = try? Corpus(
    candidates: ["sinus rhythm. left axis deviation.", nil, "atrial fibrillation."],
    references: ["sinus rhythm.", "sinus rhythm. normal ecg.", "atrial fibrillation."])

  @Test func wordsEmbeddingsAndStatementsComeInTheOrderAskedFor() throws {
    let corpus = try #require(Self.corpus)
    let encoder = try BERTScorer(folder: TestFiles.fixture("text-encoder/bert"), .init(layer: 2))
    let names = ["diagnosis-f1", "bleu-1", "bertscore-f1", "code-recall", "rouge-l"]
    let scores = try ReportScorer(encoder: encoder).scores(
      names, corpus, codes: [["SR"], ["SR", "NORM"], ["AFIB"]])
    #expect(scores.map(\.metric) == names)
    #expect(scores.allSatisfy { $0.total == 3 && $0.unparsed == 1 && $0.scored == 2 })
    let words = try Scorer([MetricCatalog.metric(named: "bleu-1")]).scores(corpus)
    #expect(scores[1] == words[0])
    let embedded = encoder.scores(corpus).map(\.f1)
    #expect(abs(scores[2].value - embedded.reduce(0, +) / 3) < 1e-12)
    // Of SR; SR and NORM, which an answer that could not be parsed misses; and AFIB.
    #expect(scores[3].value == 0.5)
  }

  @Test func releasedScoresAreThoseOfTheReleasedCode() throws {
    let corpus = try #require(Self.corpus)
    let scores = try ReportScorer(.released).scores(["cider-d", "bleu-2", "diagnosis-f1"], corpus)
    let released = try ReleasedScoring().scores(corpus)
    #expect(scores[0].value == released.first { $0.metric == "cider-d-released" }?.value)
    #expect(scores[1].value == released.first { $0.metric == "bleu-2-released" }?.value)
    #expect(try scores[2].value == ReportScorer().scores(["diagnosis-f1"], corpus)[0].value)
  }

  @Test func documentsGiveCiderItsFrequencies() throws {
    let corpus = try #require(Self.corpus)
    let documents = ["sinus rhythm.", "sinus rhythm.", "atrial fibrillation.", "left axis deviation."]
    let scores = try ReportScorer(documents: documents).scores(["cider-d"], corpus)
    #expect(try scores == Scorer([MetricCatalog.ciderD(.documents(documents))]).scores(corpus))
  }

  @Test(arguments: [("bertscore-f1", "needs a text encoder"), ("code-f1", "these records have none")])
  func whatAMetricLacksIsSaid(metric: String, message: String) throws {
    let corpus = try #require(Self.corpus)
    let error = #expect(throws: DataError.self) { try ReportScorer().scores([metric], corpus) }
    #expect(error?.description.contains(message) == true)
  }

  @Test func aTableOfAScoreThatIsNotComputedIsWrongBeforeAnythingRuns() {
    let text = """
      experiment a { eval.metrics = [bleu-1] }
      sweep b from a { vary eval.metrics in [[bleu-1, meteor], [meteor]] }
      table one of a { rows = [seed]; columns = [bleu-1, meteor] }
      figure two of b { panels = [bleu-1, meteor] }
      table three of a { rows = [seed]; columns = [loss.held-out] }
      """
    let checked = check(SourceText(name: "test.meit", text: text), catalog: .meit, loader: noFiles)
    let complaints = checked.diagnostics.filter { $0.code == .notComputed }
    #expect(
      complaints.map(\.message) == [
        "`a` does not compute `meteor`", "`b` does not compute `bleu-1`", "`a` does not compute `loss.held-out`",
      ])
    #expect(complaints.last?.notes.map(\.text) == ["write `eval.loss = true` in `a`"])
  }
}
