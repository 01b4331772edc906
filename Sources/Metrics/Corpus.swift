/// What a system wrote beside what it should have written.
public struct Corpus: Sendable {
  /// The candidates; nil where nothing could be parsed from the system's answer, which scores as an empty text.
  public let candidates: [String?]
  /// One or more references of each candidate.
  public let references: [[String]]

  /// Pairs each candidate with its references.
  /// - Throws: `MetricError` if the numbers differ, there are none, or a candidate has no reference.
  public init(candidates: [String?], references: [[String]]) throws(MetricError) {
    guard candidates.count == references.count else {
      throw .unequalCounts(candidates: candidates.count, references: references.count)
    }
    guard !candidates.isEmpty else { throw .empty }
    if let index = references.firstIndex(where: \.isEmpty) { throw .noReference(pair: index) }
    self.candidates = candidates
    self.references = references
  }

  /// Pairs each candidate with its one reference.
  /// - Throws: `MetricError` if the numbers differ or there are none.
  public init(candidates: [String?], references: [String]) throws(MetricError) {
    try self.init(candidates: candidates, references: references.map { [$0] })
  }

  /// How many pairs there are.
  public var count: Int { candidates.count }
  /// How many candidates could not be parsed.
  public var unparsed: Int { candidates.count { $0 == nil } }
}

/// Why a corpus cannot be scored.
public enum MetricError: Error, Equatable, CustomStringConvertible {
  /// There are no pairs or runs.
  case empty
  /// Candidates and references differ in number.
  case unequalCounts(candidates: Int, references: Int)
  /// A pair, counted from 0, has no reference.
  case noReference(pair: Int)
  /// Two systems were scored on different numbers of pairs.
  case unequalSystems(first: Int, second: Int)
  /// No metric has this name.
  case unknownMetric(String, known: [String])
  /// The metric needs embeddings or statements.
  case needsMoreThanText(metric: String)
  /// A file of WordNet is missing or malformed.
  case wordNet(file: String, problem: String)
  /// A file of BERTScore baselines is missing or malformed.
  case baseline(file: String, line: Int, problem: String)

  /// What is wrong, in a sentence.
  public var description: String {
    switch self {
    case .empty: "There is nothing to score: the corpus has no pairs."
    case .unequalCounts(let candidates, let references):
      "There are \(candidates) candidates but \(references) references; each candidate needs its reference."
    case .noReference(let pair): "Pair \(pair + 1) has no reference."
    case .unequalSystems(let first, let second):
      "Systems are compared pair by pair, but the first has \(first) pairs and the second \(second)."
    case .unknownMetric(let name, let known):
      "There is no metric `\(name)`; the metrics are \(known.joined(separator: ", "))."
    case .needsMoreThanText(let metric): "The metric `\(metric)` cannot be computed from words alone."
    case .wordNet(let file, let problem):
      "METEOR needs the WordNet 3.0 file \(file) (Debian package wordnet-base): \(problem)."
    case .baseline(let file, let line, let problem): "BERTScore baseline \(file), line \(line): \(problem)."
    }
  }
}
