import Foundation
import Reports
import Signals

/// MIMIC-IV-ECG 1.0 (Gow et al., 2023; physionet.org/content/mimic-iv-ecg): the machine's statements of
/// `machine_measurements.csv` are the report, `record_list.csv` says where the signals are.
public struct MIMICDataset: Dataset {
  private let folder: URL
  private let measurements: CSV
  private let list: CSV
  private let columns: Columns
  /// The row of `record_list.csv` of each row of `machine_measurements.csv`; -1 for a study that is not listed.
  private let listed: [Int32]
  public let fingerprint: String

  private struct Columns {
    let study, subject, path: Int
    /// `report_0` to `report_17`.
    let statements: [Int]
  }

  /// - Throws: `DataError` if a table cannot be read or lacks a column.
  public init(folder: URL) throws {
    self.folder = folder
    let measured = folder.appending(path: "machine_measurements.csv")
    let records = folder.appending(path: "record_list.csv")
    measurements = try CSV(contentsOf: measured)
    list = try CSV(contentsOf: records)
    columns = Columns(
      study: try measurements.column("study_id"), subject: try measurements.column("subject_id"),
      path: try list.column("path"), statements: try Self.statementColumns(measurements))
    listed = try Self.listed(measurements, columns.study, in: list)
    fingerprint = "mimic-iv-ecg \(try FileDigest.of(measured)) \(try FileDigest.of(records))"
  }

  /// The columns of the machine's statements, in their order.
  private static func statementColumns(_ table: CSV) throws(DataError) -> [Int] {
    _ = try table.column("report_0")
    return table.columns.indices.filter { column in
      table.columns[column].hasPrefix("report_") && Int(table.columns[column].dropFirst("report_".count)) != nil
    }
  }

  private static func listed(_ measurements: CSV, _ study: Int, in list: CSV) throws(DataError) -> [Int32] {
    let column = try list.column("study_id")
    var rows: [String: Int32] = [:]
    rows.reserveCapacity(list.count)
    for row in 0..<list.count { rows[list.field(column, ofRow: row)] = Int32(row) }
    return (0..<measurements.count).map { rows[measurements.field(study, ofRow: $0)] ?? -1 }
  }

  public var name: String { "MIMIC-IV-ECG" }
  public var isSimulated: Bool { false }
  public var count: Int { measurements.count }

  private func statements(_ index: Int) -> [String] { measurements.fields(columns.statements, ofRow: index) }

  public func info(_ index: Int) -> RecordInfo {
    RecordInfo(
      id: measurements.field(columns.study, ofRow: index), patient: measurements.field(columns.subject, ofRow: index),
      report: statements(index).filter { !$0.isEmpty }.joined(separator: ". "))
  }

  /// The statements joined with ". ", each cleaned by itself.
  public func report(_ index: Int, _ cleaning: ReportCleaning) throws(ReportRejection) -> String {
    try cleaning.joined(statements(index))
  }

  public func ecg(_ index: Int) throws(SignalError) -> ECG {
    let row = listed[index]
    guard row >= 0 else {
      throw .missingFile(record: measurements.field(columns.study, ofRow: index), file: list.file)
    }
    return try ECG(record: folder.appending(path: list.field(columns.path, ofRow: Int(row))).path)
  }
}
