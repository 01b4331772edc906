/// BERTScore's matching (Zhang et al., 2020), as bert-score 0.3.13 does it; the embeddings come from a text encoder.
public struct BERTScore: Sendable, Equatable {
  /// Which of the three numbers.
  public enum Component: String, Sendable, CaseIterable, Codable { case precision, recall, f1 }
}
