import Foundation

/// BLEU of the n-grams up to `order` with equal weights (Papineni et al., 2002), against the closest reference length.
public struct Bleu: TextMeasure, Hashable {
  /// Which package's treatment of zero counts.
  public enum Convention: Hashable, Sendable {
    /// pycocoevalcap: 1e-15 is added to what matches and 1e-9 to what could.
    case coco
    /// nltk's `corpus_bleu` without smoothing.
    case nltk
  }

  /// The longest n-gram counted.
  public let order: Int
  /// How texts become words.
  public let tokenization: Tokenization
  /// How zero counts are treated.
  public let convention: Convention

  /// pycocoevalcap's on the released code's words by default.
  public init(order: Int, tokenization: Tokenization = .blanks(spacedPeriods: true), convention: Convention = .coco) {
    precondition(order > 0, "BLEU of order \(order) counts nothing")
    self.order = order
    self.tokenization = tokenization
    self.convention = convention
  }

  /// Candidate length, reference length, then for each order how many n-grams match and how many could.
  public var width: Int { 2 + 2 * order }

  public func rows(of corpus: MeasuredCorpus) -> RowWriter {
    let tokens = corpus.tokens
    return RowWriter { pair, ngrams, row in
      let length = tokens.candidate(pair).count
      let lengths = tokens.references(pair).map(\.count)
      let closest = lengths.min { (abs($0 - length), $0) < (abs($1 - length), $1) }
      row[0] = Double(length)
      row[1] = Double(closest ?? 0)
      for n in 1...order {
        row[2 * n] = 0
        row[2 * n + 1] = Double(max(convention == .nltk ? 1 : 0, length - n + 1))
      }
      for (node, ngram) in ngrams.nodes.enumerated() where ngram.order <= order {
        let count = ngrams.inCandidate(node)
        if count > 0 { row[2 * ngram.order] += Double(min(count, ngrams.mostInReferences(node))) }
      }
    }
  }

  public func value(sums: [Double], count: Int) -> Double {
    switch convention {
    case .coco: coco(sums)
    case .nltk: nltk(sums)
    }
  }

  private func coco(_ sums: [Double]) -> Double {
    let (tiny, small) = (1e-15, 1e-9)
    var product = 1.0
    for n in 1...order { product *= (sums[2 * n] + tiny) / (sums[2 * n + 1] + small) }
    let ratio = (sums[0] + tiny) / (sums[1] + small)
    return pow(product, 1 / Double(order)) * (ratio < 1 ? exp(1 - 1 / ratio) : 1)
  }

  private func nltk(_ sums: [Double]) -> Double {
    guard sums[2] > 0 else { return 0 }
    var logarithm = 0.0
    for n in 1...order {
      let precision = sums[2 * n] > 0 ? sums[2 * n] / sums[2 * n + 1] : .leastNormalMagnitude
      logarithm += log(precision) / Double(order)
    }
    return exp(logarithm) * (sums[0] > sums[1] ? 1 : exp(1 - sums[1] / sums[0]))
  }
}
