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

  private let folder: URL
  private let records: [(info: RecordInfo, file: String)]
  private let rate: Rate
  public let fingerprint: String

  /// - Throws: `DataError` if the table cannot be read or lacks a column.
  public init(folder: URL, rate: Rate) throws {
    self.folder = folder
    self.rate = rate
    let file = "ptbxl_database.csv"
    let url = folder.appending(path: file)
    let table = try CSV(contentsOf: url)
    let id = try table.column("ecg_id", file: file)
    let patient = try table.column("patient_id", file: file)
    let report = try table.column("report", file: file)
    let codes = try table.column("scp_codes", file: file)
    let fold = try table.column("strat_fold", file: file)
    let path = try table.column(rate.column, file: file)
    records = table.rows.map { row in
      (
        RecordInfo(
          id: row[id], patient: row[patient], report: row[report], fold: Int(row[fold]),
          statements: Self.statements(row[codes])), row[path]
      )
    }
    fingerprint = "ptb-xl \(try FileDigest.of(url))"
  }

  public var name: String { "PTB-XL, \(rate.rawValue) Hz" }
  public var isSimulated: Bool { false }
  public var count: Int { records.count }
  public func info(_ index: Int) -> RecordInfo { records[index].info }

  public func ecg(_ index: Int) throws(SignalError) -> ECG {
    try ECG(record: folder.appending(path: records[index].file).path)
  }

  /// The statements of a dictionary such as `{'NORM': 100.0, 'SR': 0.0}`; codes without a statement of ours are left out.
  static func statements(_ codes: String) -> Set<DiagnosticStatement> {
    let quoted = codes.split(separator: "'", omittingEmptySubsequences: false)
    let names = stride(from: 1, to: quoted.count, by: 2).map { String(quoted[$0]) }
    return Set(names.compactMap(DiagnosticStatement.init(scpCode:)))
  }
}
