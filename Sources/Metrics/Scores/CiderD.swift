import Foundation

/// CIDEr-D of pycocoevalcap (Vedantam et al., 2015): ten times the mean over n = 1...4 of the clipped cosine of the
/// weighted n-gram counts, with a Gaussian penalty (sigma = 6) for a difference in length; the mean over references
/// and pairs.
public struct CiderD: TextMeasure {
  /// Whose n-grams say how common an n-gram is.
  public enum Frequencies: Sendable {
    /// The references of the corpus that is scored, as pycocoevalcap does.
    case corpus
    /// Other texts, such as the training set's references, each one document.
    case documents([String])
    /// None: every n-gram weighs the same, as in the released MEIT code, where every frequency came out as 1.
    case equal
  }

  /// How texts become words.
  public let tokenization: Tokenization
  /// Whose n-grams say how common an n-gram is.
  public let frequencies: Frequencies
  private let sigma = 6.0

  /// pycocoevalcap's on the released code's words by default.
  public init(tokenization: Tokenization = .blanks(spacedPeriods: true), frequencies: Frequencies = .corpus) {
    self.tokenization = tokenization
    self.frequencies = frequencies
  }

  /// N-grams of up to four words.
  public var order: Int { 4 }

  public func rows(of corpus: MeasuredCorpus) -> RowWriter {
    let weights: NGramWeights? =
      switch frequencies {
      case .corpus: NGramWeights(referencesOf: corpus.tokens, order: order)
      case .documents(let texts):
        NGramWeights(
          documents: TokenCorpus(documents: texts, tokenization), order: order, words: corpus.tokens.vocabulary)
      case .equal: nil
      }
    return RowWriter { _, ngrams, row in
      let weights = weights?.weights(of: ngrams) ?? [Double](repeating: 1, count: ngrams.nodes.count)
      let scores = (0..<ngrams.referenceCount).map { similarity(ngrams, weights, reference: $0) }
      row[0] = 10 * scores.reduce(0, +) / Double(max(scores.count, 1))
    }
  }

  private func similarity(_ ngrams: borrowing PairNGrams, _ weights: [Double], reference: Int) -> Double {
    var products = [Double](repeating: 0, count: order)
    var candidateNorms = products
    var referenceNorms = products
    var lengthDifference = 0
    for (node, ngram) in ngrams.nodes.enumerated() where ngram.order <= order {
      let inCandidate = ngrams.inCandidate(node)
      let inReference = ngrams.inReference(node, reference)
      let candidateWeight = Double(inCandidate) * weights[node]
      let referenceWeight = Double(inReference) * weights[node]
      products[ngram.order - 1] += min(candidateWeight, referenceWeight) * referenceWeight
      candidateNorms[ngram.order - 1] += candidateWeight * candidateWeight
      referenceNorms[ngram.order - 1] += referenceWeight * referenceWeight
      if ngram.order == 2 { lengthDifference += inCandidate - inReference }  // its length counts pairs of words
    }
    let penalty = exp(-Double(lengthDifference * lengthDifference) / (2 * sigma * sigma))
    var sum = 0.0
    for n in 0..<order where candidateNorms[n] > 0 && referenceNorms[n] > 0 {
      sum += products[n] / (candidateNorms[n].squareRoot() * referenceNorms[n].squareRoot())
    }
    return sum * penalty / Double(order)
  }
}
