/// The area under the receiver operating characteristic: how often a positive example scores above a negative one, ties
/// counted half (Mann and Whitney's U over its maximum). None without examples of both kinds.
public func rankingArea(scores: [Double], positive: [Bool]) -> Double? {
  precondition(scores.count == positive.count, "\(scores.count) scores for \(positive.count) examples")
  let order = scores.indices.sorted { scores[$0] < scores[$1] }
  let positives = positive.count { $0 }
  let negatives = positive.count - positives
  guard positives > 0, negatives > 0 else { return nil }
  var wins = 0.0
  var below = 0
  var start = 0
  while start < order.count {
    var end = start
    while end < order.count, scores[order[end]] == scores[order[start]] { end += 1 }
    let tied = order[start..<end].count { positive[$0] }
    let tiedNegatives = end - start - tied
    wins += Double(tied) * (Double(below) + Double(tiedNegatives) / 2)
    below += tiedNegatives
    start = end
  }
  return wins / (Double(positives) * Double(negatives))
}
