import Metrics
import Reports
import Testing

struct DiagnosisScoreTests {
  private func corpus() throws -> Corpus {
    try Corpus(
      candidates: ["Sinus rhythm. Left bundle branch block.", "Atrial fibrillation. Old inferior infarct", nil],
      references: ["Sinus rhythm. No LBBB. T wave inversion.", "Atrial fibrillation. Inferior infarct", "Sinus rhythm"])
  }

  @Test func eachReportKnowsWhatIsHallucinatedAndMissed() throws {
    let pairs = DiagnosisScore(try corpus()).pairs
    #expect(pairs[0].agreed == [.sinusRhythm])
    #expect(pairs[0].hallucinated == [.completeLeftBundleBranchBlock])
    #expect(pairs[0].missed == [.tWaveInversion])
    #expect(pairs[1].f1 == 1)
    #expect(pairs[2].missed == [.sinusRhythm] && pairs[2].f1 == 0)
  }

  /// By hand: agreed 1 + 2 + 0, hallucinated 1, missed 1 + 0 + 1; critical: AF and the infarct, both found.
  @Test func scoresAreThoseCountedByHand() throws {
    let scores = DiagnosisScore(try corpus()).scores()
    let values = Dictionary(uniqueKeysWithValues: scores.map { ($0.metric, $0.value) })
    #expect(values["diagnosis-f1"] == 6.0 / 9)
    #expect(values["diagnosis-precision"] == 3.0 / 4)
    #expect(values["diagnosis-recall"] == 3.0 / 5)
    #expect(values["critical-recall"] == 1)
    #expect(values["hallucinated-findings"] == 1.0 / 3)
    #expect(values["missed-findings"] == 2.0 / 3)
    // Sinus rhythm 2/3, LBBB 0, T inversion 0, AF 1, infarct 1.
    #expect(abs((values["diagnosis-macro-f1"] ?? 0) - (2.0 / 3 + 2) / 5) < 1e-12)
    #expect(scores.allSatisfy { $0.total == 3 && $0.unparsed == 1 && $0.scored == 2 })
  }

  @Test func codesThatReportsDoNotDetermineCountOnNeitherSide() throws {
    let score = try DiagnosisScore(
      candidates: ["Sinus rhythm. T wave inversion. Old anterior infarct."], codes: [["SR", "ASMI", "ISC_", "XYZ"]])
    #expect(score.pairs[0].agreed == [.sinusRhythm, .anteroseptalInfarct])
    #expect(score.pairs[0].f1 == 1)
  }

  @Test func talliesAreSortedByFrequency() throws {
    let tallies = DiagnosisScore(try corpus()).tallies
    #expect(tallies.first?.statement == .sinusRhythm)
    #expect(tallies.first?.agreed == 1 && tallies.first?.missed == 1)
  }

  @Test func unequalNumbersAreAnError() {
    #expect(throws: MetricError.unequalCounts(candidates: 1, references: 0)) {
      try DiagnosisScore(candidates: ["Sinus rhythm"], codes: [])
    }
  }
}
