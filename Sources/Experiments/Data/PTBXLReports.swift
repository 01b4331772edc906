import Foundation
import Reports

/// The text of PTB-XL's reports, from where a recipe wants it.
struct PTBXLReports: Sendable {
  private enum Kind {
    case column(Int)
    case codes(Int)
    /// The texts by `ecg_id`, whose column comes with them.
    case texts([String: String], Int)
  }

  private let table: CSV
  private let kind: Kind
  /// What an outside file held; empty otherwise.
  let fingerprint: String

  /// - Throws: `DataError` if a file cannot be read or lacks a column.
  init(_ source: PTBXLDataset.ReportSource, _ table: CSV) throws(DataError) {
    self.table = table
    switch source {
    case .original:
      kind = .column(try table.column("report"))
      fingerprint = ""
    case .scp:
      kind = .codes(try table.column("scp_codes"))
      fingerprint = ""
    case .file(let url):
      let own = try CSV(contentsOf: url)
      let (id, report) = (try own.column("ecg_id"), try own.column("report"))
      var texts: [String: String] = [:]
      for row in 0..<own.count { texts[own.field(id, ofRow: row)] = own.field(report, ofRow: row) }
      kind = .texts(texts, try table.column("ecg_id"))
      fingerprint = try FileDigest.of(url)
    }
  }

  /// A row's report; empty where the file of one's own has none.
  func text(ofRow row: Int) -> String {
    switch kind {
    case .column(let column): table.field(column, ofRow: row)
    case .codes(let column): WrittenReport(SCPCode.list(table.field(column, ofRow: row)).compactMap(\.item)).text
    case .texts(let texts, let column): texts[table.field(column, ofRow: row)] ?? ""
    }
  }
}

/// One of a record's SCP-ECG codes with its likelihood.
struct SCPCode: Equatable {
  let code: String
  /// In percent; 0 where the annotator gave none.
  let likelihood: Double

  /// The codes of a dictionary such as `{'NORM': 100.0, 'SR': 0.0}`.
  static func list(_ text: String) -> [SCPCode] {
    let quoted = text.split(separator: "'", omittingEmptySubsequences: false)
    return stride(from: 1, to: quoted.count, by: 2).map { place in
      let number = place + 1 < quoted.count ? quoted[place + 1].filter { $0.isNumber || $0 == "." } : ""
      return SCPCode(code: String(quoted[place]), likelihood: Double(number) ?? 0)
    }
  }

  /// The code's statement, if it is one of ours.
  var statement: DiagnosticStatement? { DiagnosticStatement(scpCode: code) }

  /// The code in words. The likelihoods were read off the wording of reports (Wagner et al., 2020): low ones stand for
  /// "possible", 50 % for "probable", 80 % and more for a plain finding; rhythm and form statements have none.
  var item: WrittenReport.Item? {
    guard let statement else { return nil }
    let certainty: Certainty =
      likelihood == 0 || likelihood >= 80 ? .definite : likelihood >= 50 ? .probable : .possible
    return WrittenReport.Item(name: statement.name, group: statement.group, certainty: certainty)
  }
}
