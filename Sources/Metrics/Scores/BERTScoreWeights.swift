import Foundation

extension BERTScore {
  /// What random pairs of texts score at a layer of an encoder, as bert-score publishes it.
  public struct Baseline: Sendable, Equatable, Codable {
    /// The three numbers of the random pairs.
    public let score: BERTScore

    /// A baseline from its numbers.
    public init(_ score: BERTScore) { self.score = score }

    /// Reads the row of a layer from a file of bert-score's `rescale_baseline` folder: lines `LAYER,P,R,F` after a
    /// header.
    /// - Throws: `MetricError.baseline` if the file cannot be read, has no such layer, or its row is not three numbers.
    public init(file: URL, layer: Int) throws(MetricError) {
      guard let text = try? String(contentsOf: file, encoding: .utf8) else {
        throw .baseline(file: file.path, line: 1, problem: "the file cannot be read as text")
      }
      let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
      for (index, line) in lines.enumerated().dropFirst() {
        let fields = line.split(separator: ",").map { Double($0.trimmingCharacters(in: .whitespaces)) }
        guard fields.first == Double(layer) else { continue }
        let numbers = fields.dropFirst().compactMap(\.self)
        guard fields.count == 4, numbers.count == 3 else {
          throw .baseline(file: file.path, line: index + 1, problem: "expected LAYER,P,R,F, found `\(line)`")
        }
        self.init(BERTScore(precision: numbers[0], recall: numbers[1], f1: numbers[2]))
        return
      }
      throw .baseline(file: file.path, line: lines.count, problem: "there is no row for layer \(layer)")
    }
  }

  /// How much each token counts: log((N + 1) / (n + 1)), where n of the N references have it.
  public struct InverseDocumentFrequencies: Sendable {
    private let weights: [Int: Float]
    private let unknown: Float

    /// Counts the token ids of each reference; those in `markers` (start and end of text) weigh 0, as in bert-score
    /// when it does not weigh by frequency.
    public init(references: [[Int]], markers: Set<Int> = []) {
      var counts: [Int: Int] = [:]
      for reference in references {
        for token in Set(reference) { counts[token, default: 0] += 1 }
      }
      let total = Double(references.count + 1)
      var weights = counts.mapValues { Float(log(total / Double($0 + 1))) }
      for marker in markers { weights[marker] = 0 }
      self.weights = weights
      unknown = Float(log(total))
    }

    /// The weight of a token id.
    public subscript(token: Int) -> Float { weights[token] ?? unknown }
  }
}
