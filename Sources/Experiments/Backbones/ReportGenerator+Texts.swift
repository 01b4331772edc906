import Models

extension ReportGenerator {
  /// Makes sure that the language model knows the tokens of texts, and has positions for them.
  /// - Throws: `DataError` with the longest text, or the token.
  func requireReadable(_ texts: some Sequence<[Int32]>) throws(DataError) {
    var longest = 0
    var last: Int32 = 0
    for text in texts {
      longest = max(longest, text.count)
      last = max(last, text.max() ?? 0)
    }
    try requirePositions(for: longest)
    let vocabulary = languageModel.decoder.spec.vocabulary
    guard last < vocabulary else {
      throw DataError("The tokenizer gives token \(last), and the language model knows \(vocabulary): they do not fit.")
    }
  }

  /// The same for texts of which an encoder-decoder reads what comes before the answer and writes the answer.
  func requireReadable(pairs: [(tokens: [Int32], answerStart: Int)]) throws(DataError) {
    guard languageModel.decoder.spec.attendsToSource else { return try requireReadable(pairs.lazy.map(\.tokens)) }
    try requireReadable(
      pairs.lazy.flatMap { [Array($0.tokens.prefix($0.answerStart)), Array($0.tokens.dropFirst($0.answerStart))] })
  }

  private func requirePositions(for longest: Int) throws(DataError) {
    guard let positions = languageModel.decoder.spec.positions else { return }
    var ecg = 0
    if case .llava(let tokens, _) = fusion { ecg = tokens }
    guard longest + ecg > positions else { return }
    let before = ecg > 0 ? " after \(ecg) of the ECG" : ""
    throw DataError(
      "A text has \(longest) tokens\(before), and the language model \(positions) positions: a shorter prompt or a lower "
        + "train.max-length is needed.")
  }
}
