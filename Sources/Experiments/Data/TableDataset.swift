import Foundation
import Signals

/// Anybody's own records, listed in a CSV file with a column for each thing that is known of them.
public struct TableDataset: Dataset {
  /// How the columns are called.
  public struct Columns: Sendable {
    /// The WFDB record, with or without its ending, relative to the list.
    public var signal: String
    public var report: String
    public var patient: String
    /// `train`, `validation` or `test`; nil if the list does not divide the records.
    public var split: String?

    public init(signal: String = "path", report: String = "report", patient: String = "patient", split: String? = nil) {
      self.signal = signal
      self.report = report
      self.patient = patient
      self.split = split
    }
  }

  private let folder: URL
  private let table: CSV
  private let signal, report, patient: Int
  private let parts: [Split.Part]?
  public let name: String
  public let fingerprint: String

  /// - Throws: `DataError` if the list cannot be read, lacks a column, or names a part that there is not.
  public init(list: URL, columns: Columns = Columns()) throws(DataError) {
    folder = list.deletingLastPathComponent()
    let table = try CSV(contentsOf: list)
    self.table = table
    signal = try table.column(columns.signal)
    report = try table.column(columns.report)
    patient = try table.column(columns.patient)
    parts = try columns.split.map { name throws(DataError) in try Self.parts(table, name) }
    name = list.lastPathComponent
    fingerprint = "table \(try FileDigest.of(list))"
  }

  private static func parts(_ table: CSV, _ name: String) throws(DataError) -> [Split.Part] {
    let column = try table.column(name)
    var parts: [Split.Part] = []
    for row in 0..<table.count {
      let text = table.field(column, ofRow: row)
      guard let part = Split.Part(rawValue: text.lowercased()) else {
        let known = Split.Part.allCases.map(\.rawValue).joined(separator: ", ")
        throw DataError(
          "\(table.file), record \(row + 1): the column “\(name)” must be one of \(known), not “\(text)”.")
      }
      parts.append(part)
    }
    return parts
  }

  public var isSimulated: Bool { false }
  public var count: Int { table.count }

  public func info(_ index: Int) -> RecordInfo {
    RecordInfo(
      id: table.field(signal, ofRow: index), patient: table.field(patient, ofRow: index),
      report: table.field(report, ofRow: index), part: parts?[index])
  }

  public func ecg(_ index: Int) throws(SignalError) -> ECG {
    let file = URL(filePath: table.field(signal, ofRow: index), relativeTo: folder)
    let ending = ["hea", "dat", "mat"].contains(file.pathExtension)
    return try ECG(record: (ending ? file.deletingPathExtension() : file).path)
  }
}
