import Models

extension ReportGenerator {
  /// Makes sure that texts fit into the positions that the language model has.
  /// - Parameter lengths: the tokens of each text, without those of an ECG that come before it.
  /// - Throws: `DataError` with the longest.
  func requirePositions(for lengths: some Sequence<Int>) throws(DataError) {
    guard let positions = languageModel.decoder.spec.positions, let longest = lengths.max() else { return }
    var ecg = 0
    if case .llava(let tokens, _) = fusion { ecg = tokens }
    guard longest + ecg > positions else { return }
    let before = ecg > 0 ? " after \(ecg) of the ECG" : ""
    throw DataError(
      "A text has \(longest) tokens\(before), and the language model \(positions) positions: a shorter prompt or a lower "
        + "train.max-length is needed.")
  }

  /// The same for texts of which an encoder-decoder reads what comes before the answer and writes the answer.
  func requirePositions(forPairs texts: [(tokens: [Int32], answerStart: Int)]) throws(DataError) {
    let isDivided = languageModel.decoder.spec.attendsToSource
    try requirePositions(
      for: texts.map { isDivided ? max($0.answerStart, $0.tokens.count - $0.answerStart) : $0.tokens.count })
  }
}
