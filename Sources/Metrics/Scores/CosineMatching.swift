/// The greatest cosine that each token of one text has with any token of another.
struct CosineMatching {
  /// For each token of the candidate: [T].
  private(set) var ofCandidate: [Float]
  /// For each token of the reference: [S].
  private(set) var ofReference: [Float]

  init(_ candidate: BERTScore.Tokens, _ reference: BERTScore.Tokens) {
    precondition(
      candidate.width == reference.width, "embeddings of widths \(candidate.width) and \(reference.width)")
    let first = Self.normalised(candidate)
    let second = Self.normalised(reference)
    let lanes = Self.lanes(candidate.width)
    ofCandidate = [Float](repeating: -.infinity, count: candidate.count)
    ofReference = [Float](repeating: -.infinity, count: reference.count)
    for row in 0..<candidate.count {
      for column in 0..<reference.count {
        var sum = SIMD16<Float>.zero
        for lane in 0..<lanes { sum += first[row * lanes + lane] * second[column * lanes + lane] }
        let cosine = sum.sum()
        ofCandidate[row] = max(ofCandidate[row], cosine)
        ofReference[column] = max(ofReference[column], cosine)
      }
    }
  }

  private static func lanes(_ width: Int) -> Int { (width + 15) / 16 }

  /// Embeddings of length 1, each padded with zeros to whole vectors: [T, lanes].
  private static func normalised(_ tokens: BERTScore.Tokens) -> [SIMD16<Float>] {
    let lanes = lanes(tokens.width)
    var result = [SIMD16<Float>](repeating: .zero, count: tokens.count * lanes)
    for token in 0..<tokens.count {
      var squares: Float = 0
      for column in 0..<tokens.width {
        let value = tokens.embeddings[token * tokens.width + column]
        result[token * lanes + column / 16][column % 16] = value
        squares += value * value
      }
      let length = squares.squareRoot()
      for lane in 0..<lanes { result[token * lanes + lane] /= length }
    }
    return result
  }
}
