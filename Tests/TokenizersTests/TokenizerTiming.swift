import Tokenizers

/// How long a tokenizer takes, for comparisons with others on the same texts.
struct TokenizerTiming: Sendable {
  /// Seconds for each pass over all texts, one call per text.
  let perText: [Double]
  /// Seconds for each pass over all texts in one call.
  let batch: [Double]
  /// How many ids one pass gives.
  let idCount: Int

  /// Encodes the texts `passes` times each way on the calling thread, with special tokens.
  init(_ tokenizer: Tokenizer, texts: [String], passes: Int) {
    let clock = ContinuousClock()
    func seconds(_ duration: Duration) -> Double {
      Double(duration.components.seconds) + Double(duration.components.attoseconds) * 1e-18
    }
    var count = 0
    perText = (0..<passes).map { _ in
      count = 0
      return seconds(clock.measure { for text in texts { count += tokenizer.encode(text).count } })
    }
    batch = (0..<passes).map { _ in
      seconds(clock.measure { count = tokenizer.encode(texts).reduce(0) { $0 + $1.count } })
    }
    idCount = count
  }
}
