import Figures
import Foundation
import Parallel
import Reports
import Signals

/// What a folder or list of ECGs holds: records, patients, statements, reports, and what cannot be used.
public struct DataCheck {
  public let dataset: any Dataset
  /// Records by the reason for which they cannot be used, with the names of the first few.
  public private(set) var bad: [(reason: String, records: [String])] = []
  private var patients: Set<String> = []
  private var statements: [DiagnosticStatement: Int] = [:]
  private var languages: [String: Int] = [:]
  private var lengths: [Int] = []

  private static let chunk = 512
  private static let statementsShown = 12
  private static let namesShown = 5

  /// The data set at a path, by what is there: PTB-XL, MIMIC-IV-ECG, CinC 2021, or a list in CSV.
  /// - Throws: `DataError` if it is none of these.
  public static func dataset(at url: URL) throws -> any Dataset {
    func holds(_ name: String) -> Bool { FileManager.default.fileExists(atPath: url.appending(path: name).path) }
    if url.pathExtension.lowercased() == "csv" { return try TableDataset(list: url) }
    if holds("machine_measurements.csv") { return try MIMICDataset(folder: url) }
    if holds("ptbxl_database.csv") {
      return try PTBXLDataset(folder: url, rate: holds("records500") ? .hertz500 : .hertz100)
    }
    return try CinCDataset(folder: url)
  }

  /// Reads every record once.
  /// - Parameter advance: told how many were read.
  public init(_ dataset: any Dataset, advance: (Int) throws -> Void = { _ in }) rethrows {
    self.dataset = dataset
    var reasons: [String: [String]] = [:]
    for start in stride(from: 0, to: dataset.count, by: Self.chunk) {
      let size = min(Self.chunk, dataset.count - start)
      let flaws = Pool.map(size) { Self.flaw(of: start + $0, in: dataset) }
      for (offset, flaw) in flaws.enumerated() {
        let info = dataset.info(start + offset)
        note(info)
        if let flaw { reasons[flaw, default: []].append(info.id) }
      }
      try advance(start + size)
    }
    bad = reasons.sorted { $0.value.count > $1.value.count }.map { ($0.key, $0.value) }
  }

  private mutating func note(_ info: RecordInfo) {
    patients.insert(info.patient)
    for statement in info.statements ?? [] { statements[statement, default: 0] += 1 }
    guard !info.report.isEmpty else { return }
    lengths.append(info.report.split(whereSeparator: \.isWhitespace).count)
    languages[ReportLanguage.guess(info.report)?.rawValue ?? "not known", default: 0] += 1
  }

  private static func flaw(of index: Int, in dataset: any Dataset) -> String? {
    do throws(ReportRejection) {
      _ = try dataset.report(index, ReportCleaning(fewestWords: 1))
    } catch { return "empty report" }
    guard dataset.hasSignals else { return nil }
    do throws(SignalError) {
      try dataset.ecg(index).requireSound(record: dataset.info(index).id)
      return nil
    } catch { return error.reason.rawValue }
  }

  /// The findings as rows of a name and a value.
  public var table: Table {
    let words = lengths.sorted()
    var rows = [
      ("records", "\(dataset.count)"), ("patients", "\(patients.count)"),
      ("usable", "\(dataset.count - bad.reduce(0) { $0 + $1.records.count })"),
    ]
    if let least = words.first, let most = words.last {
      rows.append(("words in a report", "\(least) to \(most), median \(words[words.count / 2])"))
    }
    let common = languages.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
    rows.append(("languages", common.map { "\($0.key) \($0.value)" }.joined(separator: ", ")))
    let frequent = statements.sorted { ($1.value, $0.key.name) < ($0.value, $1.key.name) }
    rows += frequent.prefix(Self.statementsShown).map { ("statement: \($0.key.name)", "\($0.value)") }
    rows += bad.map { reason, records in
      let names = records.prefix(Self.namesShown).joined(separator: ", ")
      return (
        "cannot be used: \(reason)", "\(records.count) (\(names)\(records.count > Self.namesShown ? ", ..." : ""))"
      )
    }
    return Table(
      "data", caption: dataset.name, rowTitles: ["What"], columns: [Table.Column("Found")],
      rows: rows.map { Table.Row([$0.0], [.text($0.1)]) }, marks: [])
  }
}
