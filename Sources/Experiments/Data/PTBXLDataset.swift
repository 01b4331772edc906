import Foundation
import Reports
import Signals

/// PTB-XL (Wagner et al., 2020; physionet.org/content/ptb-xl): `ptbxl_database.csv` and the record folders beside it.
public struct PTBXLDataset: Dataset {
  /// Which of the two stored sampling rates is read.
  public enum Rate: Int, Sendable {
    case hertz100 = 100
    case hertz500 = 500

    fileprivate var column: String { self == .hertz100 ? "filename_lr" : "filename_hr" }
  }

  /// Where the text of the reports comes from.
  public enum ReportSource: Equatable, Sendable {
    /// As in `ptbxl_database.csv`.
    case original
    /// Written out from the SCP codes.
    case scp
    /// From a CSV file with the columns `ecg_id` and `report`.
    case file(URL)
  }

  /// A column in which signals of low quality are noted.
  public enum QualityColumn: String, CaseIterable, Sendable {
    case baselineDrift = "baseline_drift"
    case staticNoise = "static_noise"
    case burstNoise = "burst_noise"
    case electrodeProblems = "electrodes_problems"
  }

  private let folder: URL
  private let table: CSV
  private let columns: Columns
  private let reports: PTBXLReports
  /// The rows that are kept.
  private let rows: [Int]
  private let rate: Rate
  private let language: ReportLanguage?
  public let fingerprint: String

  private struct Columns {
    let id, patient, codes, fold, path: Int
  }

  /// - Parameters:
  ///   - language: Only reports in this language, as `ReportLanguage.guess` finds it.
  ///   - excluding: Records with an entry in one of these columns are left out.
  /// - Throws: `DataError` if the table cannot be read or lacks a column.
  public init(
    folder: URL, rate: Rate, reports: ReportSource = .original, language: ReportLanguage? = nil,
    excluding: [QualityColumn] = []
  ) throws {
    self.folder = folder
    self.rate = rate
    self.language = language
    let url = folder.appending(path: "ptbxl_database.csv")
    table = try CSV(contentsOf: url)
    columns = Columns(
      id: try table.column("ecg_id"), patient: try table.column("patient_id"), codes: try table.column("scp_codes"),
      fold: try table.column("strat_fold"), path: try table.column(rate.column))
    let written = try PTBXLReports(reports, table)
    self.reports = written
    let table = table
    let flaws = try excluding.map { try table.column($0.rawValue) }.sorted()
    rows = (0..<table.count).filter { row in
      table.fields(flaws, ofRow: row).allSatisfy(\.isEmpty)
        && (language == nil || ReportLanguage.guess(written.text(ofRow: row)) == language)
    }
    fingerprint = ["ptb-xl", try FileDigest.of(url), written.fingerprint].joined(separator: " ")
  }

  public var name: String {
    ["PTB-XL", "\(rate.rawValue) Hz", language.map { "\($0.rawValue) reports" }].compactMap(\.self)
      .joined(separator: ", ")
  }
  public var isSimulated: Bool { false }
  public var count: Int { rows.count }

  public func info(_ index: Int) -> RecordInfo {
    let row = rows[index]
    return RecordInfo(
      id: table.field(columns.id, ofRow: row), patient: table.field(columns.patient, ofRow: row),
      report: reports.text(ofRow: row), fold: Int(table.field(columns.fold, ofRow: row)),
      statements: Set(SCPCode.list(table.field(columns.codes, ofRow: row)).compactMap(\.statement)))
  }

  public func ecg(_ index: Int) throws(SignalError) -> ECG {
    try ECG(record: folder.appending(path: table.field(columns.path, ofRow: rows[index])).path)
  }
}
