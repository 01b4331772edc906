/// A score that is computed from words alone: a row of statistics for every pair, and a value from the rows' sums.
///
/// Keeping rows rather than scores is what lets a corpus-level score such as BLEU be resampled. Only the scores of this
/// module conform; a score with statistics of its own comes in as `PairStatistics`.
public protocol TextMeasure: Sendable {
  /// How texts become words.
  var tokenization: Tokenization { get }
  /// How many numbers a pair's row has.
  var width: Int { get }
  /// The longest n-gram that it counts; 0 if it counts none.
  var order: Int { get }
  /// The value of `count` pairs whose rows have these sums.
  func value(sums: [Double], count: Int) -> Double
  /// What computes the rows of a corpus, after whatever the corpus as a whole must be asked first.
  /// - Throws: `MetricError` if a file that it needs cannot be read.
  func rows(of corpus: MeasuredCorpus) throws(MetricError) -> RowWriter
}

extension TextMeasure {
  public var width: Int { 1 }
  public var order: Int { 0 }
  public func value(sums: [Double], count: Int) -> Double { sums[0] / Double(count) }
}

/// A tokenised corpus as a measure sees it.
public struct MeasuredCorpus {
  let tokens: TokenCorpus
}

/// What writes the row of one pair.
public struct RowWriter {
  /// Writes the row of a pair; the n-grams are those up to the measure's order.
  let write: (_ pair: Int, _ ngrams: borrowing PairNGrams, _ row: UnsafeMutableBufferPointer<Double>) -> Void
}
