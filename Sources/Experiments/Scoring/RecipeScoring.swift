import Foundation
import Language
import Metrics
import Reports

/// Scores reports as a recipe says.
struct RecipeScoring {
  let names: [String]
  let scorer: ReportScorer
  private let codes: RecordCodes?

  /// - Parameters:
  ///   - names: the metrics.
  ///   - prepared: the prepared data, whose training reports CIDEr-D counts n-grams in.
  /// - Throws: What `BERTScorer` throws, if a metric needs it; `DataError` or `LedgerError` for data that cannot be read.
  init(_ names: [String], _ source: DataSource, prepared: URL) throws {
    self.names = names
    scorer = ReportScorer(
      ReportScorer.Scoring(rawValue: source.configuration.choice("eval.scoring")) ?? .clean,
      documents: names.contains(MetricCatalog.ciderD().name) ? try source.trainingReferences(prepared) : nil,
      encoder: Self.needsEncoder(names) ? try source.textEncoder() : nil)
    codes = try RecordCodes(names, source)
  }

  /// Whether a metric compares embeddings.
  static func needsEncoder(_ names: [String]) -> Bool {
    MetricCatalog.embeddings.contains { names.contains($0.name) }
  }

  func scores(_ samples: [Sample]) throws -> [Score] {
    try scorer.scores(names, samples.corpus(), codes: codes?.codes(of: samples.map(\.record)))
  }

  func statistics(_ samples: [Sample]) throws -> [String: PairStatistics] {
    try scorer.statistics(names, samples.corpus(), codes: codes?.codes(of: samples.map(\.record)))
  }
}

extension [Sample] {
  fileprivate func corpus() throws(MetricError) -> Corpus {
    try Corpus(candidates: map(\.generated), references: map(\.reference))
  }
}

extension DataSource {
  /// The reports of the training part.
  fileprivate func trainingReferences(_ prepared: URL) throws -> [String] {
    let dataset = try training()
    return try PreparedData(folder: prepared).split.train.map { try dataset.report($0, cleaning) }
  }

  /// The folder of the encoder for BERTScore; nil where the recipe names none.
  var textEncoderFolder: URL? { path(option: "eval.encoder") }

  /// The files that scores depend on besides the reports.
  /// - Throws: `DataError` if there is no encoder and a metric needs one.
  func scoringFiles() throws -> [URL] {
    guard RecipeScoring.needsEncoder(configuration["eval.metrics"].elements.compactMap(\.head)) else { return [] }
    guard let folder = textEncoderFolder else { throw BERTScorer.missingEncoder }
    return [try BERTScorer.weights(in: folder)] + (baselineFile.map { [$0] } ?? [])
  }

  /// The file of BERTScore's baselines; nil where the recipe names none.
  var baselineFile: URL? { path(option: "eval.encoder-baseline") }

  /// The encoder for BERTScore; nil where the recipe names none.
  fileprivate func textEncoder() throws -> BERTScorer? {
    try textEncoderFolder.map { folder in
      try BERTScorer(
        folder: folder,
        .init(
          layer: configuration.value("eval.encoder-layer")?.integer,
          weighsByFrequency: configuration.boolean("eval.encoder-idf"), baseline: baselineFile))
    }
  }

  private func path(option: String) -> URL? {
    guard let path = configuration.value(option)?.text, !path.isEmpty else { return nil }
    return Self.resolve(path, base: base)
  }
}

/// The SCP codes that the evaluated data set gives its records.
private struct RecordCodes {
  private let name: String
  private var codes: [String: Set<String>] = [:]

  /// Nil where no metric asks for codes.
  init?(_ names: [String], _ source: DataSource) throws {
    guard MetricCatalog.codes.contains(where: { names.contains($0.name) }) else { return nil }
    let dataset = try source.evaluation() ?? source.training()
    name = dataset.name
    for index in 0..<dataset.count {
      let info = dataset.info(index)
      if let statements = info.statements { codes[info.id] = Set(statements.compactMap(\.scpCode)) }
    }
  }

  /// - Throws: `DataError` for a record without codes.
  func codes(of records: [String]) throws -> [Set<String>] {
    try records.map { record in
      guard let codes = codes[record] else {
        throw DataError("\(name) gives record \(record) no codes that reports could be compared with.")
      }
      return codes
    }
  }
}
