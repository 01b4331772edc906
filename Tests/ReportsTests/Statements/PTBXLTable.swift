import Foundation
import TestSupport
import Testing

/// The reports and codes of the development copy of PTB-XL.
struct PTBXLTable {
  struct Row {
    let report: String
    let codes: Set<String>
    let fold: Int
  }

  let rows: [Row]

  /// The rows of a table below `shared/data/ptbxl_reports`.
  init(_ name: String) throws {
    let folder = try #require(TestFiles.shared).appending(path: "data/ptbxl_reports")
    let text = try String(contentsOf: folder.appending(path: name), encoding: .utf8)
    let table = CommaSeparated.rows(text)
    let header = try #require(table.first)
    let columns = try ["report", "scp_codes", "strat_fold"].map { try #require(header.firstIndex(of: $0)) }
    rows = table.dropFirst().filter { $0.count == header.count }.map { record in
      let codes = record[columns[1]].split(separator: "'").enumerated().filter { $0.offset % 2 == 1 }
      return Row(
        report: record[columns[0]], codes: Set(codes.map { String($0.element) }), fold: Int(record[columns[2]]) ?? 0)
    }
  }
}

/// Precision and recall over all codes of all reports.
struct CodeScore {
  private var both = 0
  private var told = 0
  private var given = 0

  mutating func count(told: Set<String>, given: Set<String>) {
    both += told.intersection(given).count
    self.told += told.count
    self.given += given.count
  }

  var precision: Double { Double(both) / Double(max(1, told)) }
  var recall: Double { Double(both) / Double(max(1, given)) }
  var f1: Double { 2 * Double(both) / Double(max(1, told + given)) }
}
