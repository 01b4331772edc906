import Randomness

/// An endless stream of sentences of general electrocardiography, to pretrain a small language model on: the vocabulary
/// of reports in running English.
///
/// The same random stream gives the same sentences.
public struct CardiologySentences: Sequence, IteratorProtocol, Sendable {
  private var random: Random

  /// The stream of a random stream.
  public init(random: Random) { self.random = random }

  /// The next sentence; there is always one.
  public mutating func next() -> String? {
    let pattern = Self.patterns[Int.random(in: Self.patterns.indices, using: &random)]
    return pattern[Int.random(in: 0..<pattern.count, using: &random)]
  }

  /// How many different sentences there are.
  public static let count = patterns.reduce(0) { $0 + $1.count }

  private static let patterns = (BasicsPatterns.all + FindingPatterns.all).map(TextPattern.init)
}
