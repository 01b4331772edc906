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

  /// What was mended over all records that are used.
  struct Repaired: Codable, Equatable {
    var records = 0
    var samples = 0
    var leads = 0
  }

  var dataset: String
  var isSimulated: Bool
  var split: Split
  /// How many patients each part has, by its name.
  var patients: [String: Int]
  var skipped: [Skipped]
  var repaired = Repaired()

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
  /// - Parameters:
  ///   - evaluation: Whether the data are another set than that for training.
  ///   - advance: told how many records were read.
  /// - Throws: `DataError` when no record can be used or the split has a flaw; what `advance` throws.
  init(
    _ dataset: any Dataset, _ source: DataSource, evaluation: Bool = false, advance: (Int) throws -> Void
  ) throws {
    self.dataset = dataset.name
    isSimulated = dataset.isSimulated
    split = Split()
    skipped = []
    patients = [:]
    let count = source.count(of: dataset)
    let reader = RecordReader(dataset: dataset, cleaning: source.cleaning, preparation: source.preparation)
    var sound: [Split.Member] = []
    let chunk = 512
    for start in stride(from: 0, to: count, by: chunk) {
      let size = min(chunk, count - start)
      let read = Pool.map(size) { offset in
        (reading: reader.read(start + offset), member: Split.Member(start + offset, dataset.info(start + offset)))
      }
      for (reading, member) in read {
        note(reading, member.id)
        if case .sound = reading { sound.append(member) }
      }
      try advance(start + size)
    }
    guard !sound.isEmpty else {
      let reasons = skippedCounts.map { "\($0.count) × \($0.reason)" }.joined(separator: ", ")
      throw DataError("\(dataset.name): none of \(count) records can be used (\(reasons)).")
    }
    split = try Split(sound, by: source.splitRule(sound.first, evaluation: evaluation), seed: source.seed)
    keepFraction(source)
    countPatients(sound)
  }

  private mutating func note(_ reading: RecordReader.Reading, _ id: String) {
    switch reading {
    case .flawed(let reason): skipped.append(Skipped(id: id, reason: reason))
    case .sound(let repair):
      guard repair != ECG.Repair() else { return }
      repaired.records += 1
      repaired.samples += repair.interpolated
      repaired.leads += repair.masked.count
    }
  }

  /// Keeps the share of the training set that the recipe asks for; a smaller share is part of a larger one.
  private mutating func keepFraction(_ source: DataSource) {
    let fraction = source.configuration.number("data.fraction")
    guard fraction < 1 else { return }
    var stream = Random(seed: source.seed).split("fraction")
    let kept = split.train.shuffled(using: &stream).prefix(Int((Double(split.train.count) * fraction).rounded()))
    split.train = kept.sorted()
  }

  private mutating func countPatients(_ members: [Split.Member]) {
    let owner = Dictionary(uniqueKeysWithValues: members.map { ($0.index, $0.patient) })
    for part in Split.Part.allCases { patients[part.rawValue] = Set(split[part].compactMap { owner[$0] }).count }
  }

  /// The parts in words: "700 train (650 patients), 100 validation (93), 200 test (180)".
  var partsInWords: String {
    Split.Part.allCases.enumerated().map { place, part in
      let unit = place == 0 ? " patients" : ""
      return "\(split[part].count) \(part.rawValue) (\(patients[part.rawValue] ?? 0)\(unit))"
    }.joined(separator: ", ")
  }

  /// What was mended, in words; nil when nothing was.
  var repairsInWords: String? {
    guard repaired.records > 0 else { return nil }
    return "\(repaired.records) records: \(repaired.samples) samples interpolated, \(repaired.leads) leads masked"
  }
}

/// Finds out whether records can be used.
struct RecordReader {
  let dataset: any Dataset
  let cleaning: ReportCleaning
  let preparation: SignalPreparation

  enum Reading {
    case sound(ECG.Repair)
    /// Why the record is left out.
    case flawed(String)
  }

  func read(_ index: Int) -> Reading {
    do {
      _ = try dataset.report(index, cleaning)
    } catch {
      switch error {
      case .empty: return .flawed("empty report")
      case .tooShort: return .flawed("short report")
      }
    }
    // Simulated signals are sound by construction.
    guard dataset.hasSignals, !dataset.isSimulated else { return .sound(ECG.Repair()) }
    do {
      return .sound(try preparation.sound(dataset.ecg(index), record: dataset.info(index).id).repair)
    } catch {
      return .flawed(error.reason.rawValue)
    }
  }
}
