import Foundation
import Language
import Reports
import Signals

/// What a recipe says about data, resolved: which records, how they are divided and prepared.
package struct DataSource {
  package let configuration: Configuration
  /// The folder against which relative paths are read first, that of the recipe; then the current folder.
  package let base: URL

  package init(configuration: Configuration, base: URL) {
    self.configuration = configuration
    self.base = base
  }

  var seed: UInt64 { UInt64(configuration.integer("data.seed")) }

  var preparation: SignalPreparation {
    SignalPreparation(
      samplesPerSecond: configuration.number("data.rate"), seconds: configuration.number("data.duration"),
      normalisation: Self.normalisations[configuration.choice("data.normalise")] ?? .minMax,
      missing: MissingRule(rawValue: configuration.choice("data.missing")) ?? .skip)
  }

  /// How reports are cleaned.
  var cleaning: ReportCleaning { ReportCleaning(fewestWords: configuration.integer("data.fewest-words")) }

  private static let normalisations: [String: Normalisation] = [
    "min-max": .minMax, "z-score": .leadZScore, "none": .none,
  ]

  /// The file of prompts, if the recipe names one.
  var prompts: URL? {
    let prompts = configuration["data.prompts"]
    return prompts.head == "file" ? path(prompts) : nil
  }

  /// The data set for training.
  /// - Throws: `DataError` if it cannot be opened.
  func training() throws -> any Dataset { try open(configuration["data.source"]) }

  /// Checks that the data can serve the training: text has no ECGs.
  /// - Throws: `DataError`.
  func requireFit(_ dataset: any Dataset) throws(DataError) {
    guard !dataset.hasSignals, configuration.choice("train.task") != "language-model" else { return }
    throw DataError("\(dataset.name) holds text without ECGs: it serves train.task = language-model alone.")
  }

  /// The data set for evaluation, where it is another one than that for training.
  /// - Throws: `DataError` if it cannot be opened.
  func evaluation() throws -> (any Dataset)? {
    configuration.choice("eval.source") == "same" ? nil : try open(configuration["eval.source"])
  }

  /// The records of a data set that are looked at.
  func count(of dataset: any Dataset) -> Int {
    let limit = configuration.integer("data.limit")
    return limit > 0 ? min(limit, dataset.count) : dataset.count
  }

  private func open(_ source: Value) throws -> any Dataset {
    switch source.head {
    case "simulated":
      let hospital = source.argument("hospital")?.head.flatMap(Hospital.init(rawValue:)) ?? .a
      return SimulatedDataset(
        count: source.argument("records")?.integer ?? 0, hospital: hospital, seed: seed,
        samplesPerSecond: preparation.samplesPerSecond, seconds: preparation.seconds)
    case "ptb-xl":
      return try ptbXL(source)
    case "mimic-iv-ecg": return try MIMICDataset(folder: path(source))
    case "cinc-2021": return try CinCDataset(folder: path(source))
    case "table": return try table(source)
    case "text": return try TextDataset(file: path(source))
    default: throw DataError("“\(source)” is no source of its own: data.source says where the training data are.")
    }
  }

  private func ptbXL(_ source: Value) throws -> PTBXLDataset {
    guard let rate = source.argument("rate")?.integer.flatMap(PTBXLDataset.Rate.init(rawValue:)) else {
      throw DataError("PTB-XL has files of 100 Hz and of 500 Hz: \(source) names neither.")
    }
    let report = source.argument("report")
    let reports: PTBXLDataset.ReportSource =
      switch report?.head {
      case "scp": .scp
      case "file": .file(report.map(path) ?? base)
      default: .original
      }
    let excluded = source.argument("exclude")?.elements.compactMap(\.head) ?? []
    return try PTBXLDataset(
      folder: path(source), rate: rate, reports: reports,
      language: source.argument("language")?.head.flatMap(ReportLanguage.init(rawValue:)),
      excluding: excluded.compactMap { Catalog.qualityColumns[$0] })
  }

  private func table(_ source: Value) throws -> TableDataset {
    func name(_ column: String) -> String? { source.argument(column)?.text }
    var columns = TableDataset.Columns(split: name("split"))
    columns.signal = name("signal") ?? columns.signal
    columns.report = name("report") ?? columns.report
    columns.patient = name("patient") ?? columns.patient
    return try TableDataset(list: path(source, "csv"), columns: columns)
  }

  private func path(_ source: Value) -> URL { path(source, "path") }

  private func path(_ source: Value, _ argument: String) -> URL {
    Self.resolve(source.argument(argument)?.text ?? "", base: base)
  }

  /// A path as written in a recipe: beside the recipe if it is there, otherwise from the current folder.
  static func resolve(_ path: String, base: URL) -> URL {
    let expanded = (path as NSString).expandingTildeInPath
    guard !expanded.hasPrefix("/") else { return URL(filePath: expanded).standardizedFileURL }
    let beside = base.appending(path: expanded).standardizedFileURL
    return FileManager.default.fileExists(atPath: beside.path) ? beside : URL(filePath: expanded).standardizedFileURL
  }
}
