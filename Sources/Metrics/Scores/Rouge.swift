/// The F score of n-gram overlap (Lin, 2004), of the best reference, averaged over the pairs.
public struct RougeN: TextMeasure, Hashable {
  /// How n-grams are counted.
  public enum Counting: Hashable, Sendable {
    /// Each as often as it occurs (rouge-score).
    case bags
    /// Each once, and F with 1e-8 in its denominator (PyPI `rouge` 1.0.1, as the released MEIT code uses it).
    case sets
  }

  /// The length of the n-grams.
  public let order: Int
  /// How texts become words.
  public let tokenization: Tokenization
  /// How n-grams are counted.
  public let counting: Counting

  /// rouge-score's without stemming by default.
  public init(
    order: Int, tokenization: Tokenization = .alphanumeric(stemmed: false), counting: Counting = .bags
  ) {
    precondition(order > 0, "ROUGE of order \(order) counts nothing")
    self.order = order
    self.tokenization = tokenization
    self.counting = counting
  }

  public func rows(of corpus: MeasuredCorpus) -> RowWriter {
    RowWriter { _, ngrams, row in
      row[0] = (0..<ngrams.referenceCount).reduce(0) { max($0, f(ngrams, reference: $1)) }
    }
  }

  private func f(_ ngrams: borrowing PairNGrams, reference: Int) -> Double {
    var (matches, inCandidate, inReference) = (0, 0, 0)
    let most = counting == .sets ? 1 : Int.max
    for (node, ngram) in ngrams.nodes.enumerated() where ngram.order == order {
      let candidate = min(most, ngrams.inCandidate(node))
      let reference = min(most, ngrams.inReference(node, reference))
      matches += min(candidate, reference)
      inCandidate += candidate
      inReference += reference
    }
    let precision = Double(matches) / Double(max(inCandidate, 1))
    let recall = Double(matches) / Double(max(inReference, 1))
    switch counting {
    case .bags: return matches > 0 ? 2 * precision * recall / (precision + recall) : 0
    case .sets: return 2 * (precision * recall / (precision + recall + 1e-8))
    }
  }
}

/// The F score of the longest common subsequence (Lin, 2004), averaged over the pairs.
public struct RougeL: TextMeasure, Hashable {
  /// How precision and recall make one score.
  public enum Convention: Hashable, Sendable {
    /// Their harmonic mean, of the best reference (rouge-score).
    case rougeScore
    /// F with beta = 1.2 of the best precision and the best recall (pycocoevalcap).
    case coco
  }

  /// How texts become words.
  public let tokenization: Tokenization
  /// How precision and recall make one score.
  public let convention: Convention

  /// rouge-score's by default; pycocoevalcap's splits at single blanks.
  public init(tokenization: Tokenization = .alphanumeric(stemmed: false), convention: Convention = .rougeScore) {
    self.tokenization = tokenization
    self.convention = convention
  }

  public func rows(of corpus: MeasuredCorpus) -> RowWriter {
    let tokens = corpus.tokens
    return RowWriter { pair, _, row in
      let candidate = tokens.candidate(pair)
      let scores = tokens.references(pair).map { reference -> (precision: Double, recall: Double) in
        guard !candidate.isEmpty, !reference.isEmpty else { return (0, 0) }
        let common = Double(CommonSubsequence.length(candidate, reference))
        return (common / Double(candidate.count), common / Double(reference.count))
      }
      switch convention {
      case .rougeScore: row[0] = scores.map { Self.f($0.precision, $0.recall, beta: 1) }.max() ?? 0
      case .coco:
        row[0] = Self.f(scores.map(\.precision).max() ?? 0, scores.map(\.recall).max() ?? 0, beta: 1.2)
      }
    }
  }

  private static func f(_ precision: Double, _ recall: Double, beta: Double) -> Double {
    guard precision > 0, recall > 0 else { return 0 }
    return (1 + beta * beta) * precision * recall / (recall + beta * beta * precision)
  }
}
