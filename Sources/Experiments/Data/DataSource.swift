import Foundation
import Language
import Reports
import Signals

/// What a recipe says about data, resolved: which records, how they are divided and prepared.
struct DataSource {
  let configuration: Configuration
  /// The folder against which relative paths are read first, that of the recipe; then the current folder.
  let base: URL

  var seed: UInt64 { UInt64(configuration.integer("data.seed")) }

  var preparation: SignalPreparation {
    SignalPreparation(
      samplesPerSecond: configuration.number("data.rate"), seconds: configuration.number("data.duration"),
      normalisation: Self.normalisations[configuration.choice("data.normalise")] ?? .minMax)
  }

  /// How reports are cleaned.
  var cleaning: ReportCleaning { ReportCleaning(fewestWords: configuration.integer("data.fewest-words")) }

  private static let normalisations: [String: Normalisation] = [
    "min-max": .minMax, "z-score": .leadZScore, "none": .none,
  ]

  /// The data set for training.
  /// - Throws: `DataError` if it cannot be opened.
  func training() throws -> any Dataset { try open(configuration["data.source"]) }

  /// The data set for evaluation, where it is another one than that for training.
  /// - Throws: `DataError` if it cannot be opened.
  func evaluation() throws -> (any Dataset)? {
    configuration.choice("eval.source") == "same" ? nil : try open(configuration["eval.source"])
  }

  private func open(_ source: Value) throws -> any Dataset {
    switch source.head {
    case "simulated":
      let hospital = source.argument("hospital")?.head.flatMap(Hospital.init(rawValue:)) ?? .a
      return SimulatedDataset(
        count: source.argument("records")?.integer ?? 0, hospital: hospital, seed: seed,
        samplesPerSecond: preparation.samplesPerSecond, seconds: preparation.seconds)
    case "ptb-xl":
      let rate = source.argument("rate")?.integer.flatMap(PTBXLDataset.Rate.init(rawValue:))
      return try PTBXLDataset(folder: path(source), rate: rate ?? .hertz500)
    default: throw DataError("The data source “\(source)” cannot be read yet.")
    }
  }

  private func path(_ source: Value) -> URL { Self.resolve(source.argument("path")?.text ?? "", base: base) }

  /// A path as written in a recipe: beside the recipe if it is there, otherwise from the current folder.
  static func resolve(_ path: String, base: URL) -> URL {
    let expanded = (path as NSString).expandingTildeInPath
    guard !expanded.hasPrefix("/") else { return URL(filePath: expanded).standardizedFileURL }
    let beside = base.appending(path: expanded).standardizedFileURL
    return FileManager.default.fileExists(atPath: beside.path) ? beside : URL(filePath: expanded).standardizedFileURL
  }
}
