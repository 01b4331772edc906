import Foundation
import Metrics
import Models
import Parallel

/// BERTScore (Zhang et al., 2020) with an encoder from a folder, equal to bert-score 0.3.13.
public struct BERTScorer {
  /// What may be chosen.
  public struct Options: Equatable, Sendable {
    /// After how many layers the embeddings are taken; bert-score's choice for the folder's name when nil.
    public var layer: Int?
    /// Whether tokens count by their inverse document frequency in the references.
    public var weighsByFrequency: Bool
    /// The file of baselines that scores are rescaled with, if they are.
    public var baseline: URL?

    public init(layer: Int? = nil, weighsByFrequency: Bool = false, baseline: URL? = nil) {
      self.layer = layer
      self.weighsByFrequency = weighsByFrequency
      self.baseline = baseline
    }
  }

  private let sentences: SentenceEncoder
  private let layer: Int
  private let weighsByFrequency: Bool
  private let baseline: BERTScore.Baseline?
  /// Pairs whose embeddings are in memory at once.
  private static let pairsAtOnce = 2_048

  /// Reads the encoder's `config.json`, weights and tokenizer.
  /// - Throws: `DataError` if the folder is missing or no layer is known; `CheckpointError`, `TokenizerError` or
  ///   `MetricError` if a file cannot be used.
  public init(folder: URL, _ options: Options = Options()) throws {
    _ = try Self.weights(in: folder)
    sentences = try SentenceEncoder(folder: folder)
    guard let layer = options.layer ?? BERTScoreLayers.best[folder.lastPathComponent] else {
      throw DataError(
        "bert-score names no layer for \(folder.lastPathComponent): choose one from 0 to \(sentences.layers).")
    }
    guard (0...sentences.layers).contains(layer) else {
      throw DataError("\(folder.lastPathComponent) has \(sentences.layers) layers, and BERTScore is to use \(layer).")
    }
    self.layer = layer
    weighsByFrequency = options.weighsByFrequency
    baseline = try options.baseline.map { try BERTScore.Baseline(file: $0, layer: layer) }
  }

  /// The file of weights in an encoder's folder.
  /// - Throws: `DataError` if the folder is no checkpoint; `CheckpointError` if it has no weights.
  static func weights(in folder: URL) throws -> URL {
    guard FileManager.default.fileExists(atPath: folder.appending(path: ModelFolder.configuration).path) else {
      throw DataError(
        "BERTScore needs the folder of a BERT or RoBERTa checkpoint; \(folder.path) has no \(ModelFolder.configuration)."
      )
    }
    return try Checkpoint(at: folder).url
  }

  /// A metric needs an encoder and none is named.
  static let missingEncoder = DataError(
    "BERTScore needs a text encoder: the folder of a BERT or RoBERTa checkpoint, which recipes name in eval.encoder.")

  /// The score of every pair; with several references, the best of each number.
  public func scores(_ corpus: Corpus) -> [BERTScore] {
    let weight = weights(corpus)
    return stride(from: 0, to: corpus.count, by: Self.pairsAtOnce).flatMap { start in
      scores(corpus, start..<min(start + Self.pairsAtOnce, corpus.count), weight)
    }
  }

  /// Each of a chunk's texts is encoded once, however often it occurs.
  private func scores(
    _ corpus: Corpus, _ pairs: Range<Int>, _ weight: @escaping @Sendable (Int32) -> Float
  ) -> [BERTScore] {
    var places: [String: Int] = [:]
    var texts: [String] = []
    func place(_ text: String) -> Int {
      if let known = places[text] { return known }
      places[text] = texts.count
      texts.append(text)
      return texts.count - 1
    }
    let candidates = pairs.map { place(corpus.candidates[$0] ?? "") }
    let references = pairs.map { corpus.references[$0].map(place) }
    let embedded = embedded(texts, weight)
    return Pool.map(candidates.count) { [baseline] pair in
      let all = references[pair].map { reference in
        let score = BERTScore(candidate: embedded[candidates[pair]], reference: embedded[reference])
        return baseline.map(score.rescaled) ?? score
      }
      return BERTScore(best: all)
    }
  }

  private func embedded(_ texts: [String], _ weight: (Int32) -> Float) -> [BERTScore.Tokens] {
    let tokens = tokens(texts)
    var embedded = [BERTScore.Tokens](repeating: .init(embeddings: [], weights: []), count: texts.count)
    sentences.embed(tokens, layer: layer) { index, hidden in
      embedded[index] = BERTScore.Tokens(embeddings: Array(hidden), weights: tokens[index].map(weight))
    }
    return embedded
  }

  private func tokens(_ texts: [String]) -> [[Int32]] {
    let sentences = sentences
    return Pool.map(texts.count) { sentences.tokens(texts[$0]) }
  }

  /// How much each token counts.
  private func weights(_ corpus: Corpus) -> @Sendable (Int32) -> Float {
    guard weighsByFrequency else {
      let markers = sentences.markers
      return { markers.contains($0) ? 0 : 1 }
    }
    let references = tokens(corpus.references.flatMap { $0 }).map { $0.map { Int($0) } }
    let frequencies = BERTScore.InverseDocumentFrequencies(references: references)
    return { frequencies[Int($0)] }
  }
}

extension BERTScore {
  /// The best of each number.
  fileprivate init(best scores: [BERTScore]) {
    func best(_ component: Component) -> Double { scores.map { $0[component] }.max() ?? 0 }
    self.init(precision: best(.precision), recall: best(.recall), f1: best(.f1))
  }
}
