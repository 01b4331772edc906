/// BERTScore's matching (Zhang et al., 2020), as bert-score 0.3.13 does it; the embeddings come from a text encoder.
///
/// Where bert-score pads a batch, the padding's similarity of 0 is a lower bound of every token's best match; here, as
/// for a batch of one, there is none.
public struct BERTScore: Sendable, Equatable, Codable {
  /// Which of the three numbers.
  public enum Component: String, Sendable, CaseIterable, Codable {
    case precision, recall, f1

    /// The letter that papers print.
    var symbol: String {
      switch self {
      case .precision: "P"
      case .recall: "R"
      case .f1: "F1"
      }
    }
  }

  /// How well the candidate's tokens are found in the reference.
  public var precision: Double
  /// How well the reference's tokens are found in the candidate.
  public var recall: Double
  /// Their harmonic mean.
  public var f1: Double

  /// A score from its three numbers.
  public init(precision: Double, recall: Double, f1: Double) {
    self.precision = precision
    self.recall = recall
    self.f1 = f1
  }

  /// The tokens of one text: their embeddings and how much each counts.
  public struct Tokens: Sendable {
    /// The embeddings, token after token: [T, D].
    public let embeddings: [Float]
    /// How much each token counts, such as its inverse document frequency: [T]; 0 for the start and end markers.
    public let weights: [Float]
    /// How many tokens there are, T.
    public var count: Int { weights.count }
    /// The width of an embedding, D.
    public var width: Int { weights.isEmpty ? 0 : embeddings.count / weights.count }

    /// Tokens from their embeddings, [T, D], and weights, [T].
    public init(embeddings: [Float], weights: [Float]) {
      precondition(
        weights.isEmpty ? embeddings.isEmpty : embeddings.count.isMultiple(of: weights.count),
        "\(embeddings.count) numbers are not \(weights.count) embeddings")
      self.embeddings = embeddings
      self.weights = weights
    }
  }

  /// Matches each token with the most similar of the other text, by the cosine of their embeddings.
  ///
  /// A text whose weights sum to 0, which is one with markers only, scores 0.
  public init(candidate: Tokens, reference: Tokens) {
    let candidateSum = candidate.weights.reduce(0, +)
    let referenceSum = reference.weights.reduce(0, +)
    guard candidateSum > 0, referenceSum > 0 else {
      self.init(precision: 0, recall: 0, f1: 0)
      return
    }
    let best = CosineMatching(candidate, reference)
    let precision = zip(best.ofCandidate, candidate.weights).reduce(0) { $0 + $1.0 * $1.1 } / candidateSum
    let recall = zip(best.ofReference, reference.weights).reduce(0) { $0 + $1.0 * $1.1 } / referenceSum
    let sum = precision + recall
    self.init(
      precision: Double(precision), recall: Double(recall), f1: sum == 0 ? 0 : Double(2 * precision * recall / sum))
  }

  /// One of the three numbers.
  public subscript(component: Component) -> Double {
    switch component {
    case .precision: precision
    case .recall: recall
    case .f1: f1
    }
  }

  /// The score relative to what random texts reach: (x - b) / (1 - b) for each of the three.
  public func rescaled(by baseline: Baseline) -> BERTScore {
    func rescaled(_ component: Component) -> Double {
      let floor = baseline.score[component]
      return (self[component] - floor) / (1 - floor)
    }
    return BERTScore(precision: rescaled(.precision), recall: rescaled(.recall), f1: rescaled(.f1))
  }
}
