import Foundation
import Language
import Parallel
import Randomness
import Reports
import Signals
import Tensors

/// A data set after cleaning: which records can be used, how they are divided, and why the others cannot.
struct PreparedData: Codable, Equatable {
  /// A record that is left out.
  struct Skipped: Codable, Equatable {
    var id: String
    var reason: String
  }

  var dataset: String
  var isSimulated: Bool
  var split: Split
  var skipped: [Skipped]

  static let fileName = "split.json"

  /// How many records were left out for each reason.
  var skippedCounts: [(reason: String, count: Int)] {
    Dictionary(grouping: skipped, by: \.reason).map { ($0.key, $0.value.count) }.sorted { $0 < $1 }
  }

  func write(to folder: URL) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    try encoder.encode(self).write(to: folder.appending(path: Self.fileName), options: .atomic)
  }

  init(folder: URL) throws {
    self = try JSONDecoder().decode(Self.self, from: Data(contentsOf: folder.appending(path: Self.fileName)))
  }

  /// Reads every record once, cleans the reports, and divides what is sound.
  /// - Parameter advance: told how many records were read.
  init(
    _ dataset: any Dataset, _ source: DataSource, advance: (Int) throws -> Void
  ) throws {
    let limit = source.configuration.integer("data.limit")
    let count = limit > 0 ? min(limit, dataset.count) : dataset.count
    var sound: [(index: Int, info: RecordInfo)] = []
    var skipped: [Skipped] = []
    let chunk = 512
    for start in stride(from: 0, to: count, by: chunk) {
      let size = min(chunk, count - start)
      let flaws = Pool.map(size) { Self.flaw(of: start + $0, in: dataset, source.cleaning) }
      for (offset, flaw) in flaws.enumerated() {
        let info = dataset.info(start + offset)
        if let flaw { skipped.append(Skipped(id: info.id, reason: flaw)) } else { sound.append((start + offset, info)) }
      }
      try advance(start + size)
    }
    self.dataset = dataset.name
    isSimulated = dataset.isSimulated
    self.skipped = skipped
    let hasFolds = sound.first?.info.fold != nil
    split = try Split(sound, by: source.splitRule(hasFolds: hasFolds), seed: source.seed)
    let fraction = source.configuration.number("data.fraction")
    if fraction < 1 {
      var stream = Random(seed: source.seed).split("fraction")
      let kept = split.train.shuffled(using: &stream).prefix(Int((Double(split.train.count) * fraction).rounded()))
      split.train = kept.sorted()
    }
    guard !sound.isEmpty else {
      let reasons = skippedCounts.map { "\($0.count) × \($0.reason)" }.joined(separator: ", ")
      throw DataError("\(dataset.name): none of \(count) records can be used (\(reasons)).")
    }
  }

  /// Why a record cannot be used, or nil.
  private static func flaw(of index: Int, in dataset: any Dataset, _ cleaning: ReportCleaning) -> String? {
    do {
      _ = try cleaning.cleaned(dataset.info(index).report)
    } catch {
      switch error {
      case .empty: return "empty report"
      case .tooShort: return "short report"
      }
    }
    guard !dataset.isSimulated else { return nil }
    do {
      let info = dataset.info(index)
      try dataset.ecg(index).requireSound(record: info.id)
      return nil
    } catch {
      return error.reason.rawValue
    }
  }
}
