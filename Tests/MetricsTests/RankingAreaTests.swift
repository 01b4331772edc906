import Metrics
import Testing

struct RankingAreaTests {
  /// The example of scikit-learn's roc_auc_score, and cases by hand.
  @Test(
    arguments: [
      ([0.1, 0.4, 0.35, 0.8], [false, false, true, true], 0.75),
      ([1, 2, 3, 4], [true, true, false, false], 0.0),
      ([5, 5, 5], [true, false, false], 0.5),
      ([1, 2, 2, 3], [false, true, false, true], 0.875),
    ] as [([Double], [Bool], Double)])
  func isTheShareOfPairsInOrder(scores: [Double], positive: [Bool], expected: Double) {
    #expect(rankingArea(scores: scores, positive: positive) == expected)
  }

  @Test(arguments: [[], [true, true], [false]]) func needsBothKinds(positive: [Bool]) {
    #expect(rankingArea(scores: positive.map { _ in 1 }, positive: positive) == nil)
  }
}
