import Foundation
import Signals

/// A folder laid out like MIMIC-IV-ECG: 200 units per millivolt, leads in its order, statements in columns.
struct SmallMIMIC {
  let folder: URL
  private var measurements = ["subject_id,study_id,cart_id,ecg_time,\(columns),bandwidth"]
  private var list = ["subject_id,study_id,file_name,ecg_time,path"]

  private static let statementCount = 18
  private static let columns = (0..<statementCount).map { "report_\($0)" }.joined(separator: ",")
  static let leads: [Lead] = [.I, .II, .III, .aVR, .aVF, .aVL, .V1, .V2, .V3, .V4, .V5, .V6]

  init(in folder: URL) { self.folder = folder }

  /// Adds a study and writes its files; a study that is not listed has a row of measurements only.
  mutating func add(_ study: Int, subject: Int, _ ecg: ECG, _ statements: [String], isListed: Bool = true) throws {
    let place = "files/p\(subject / 10_000)/p\(subject)/s\(study)"
    let records = folder.appending(path: place)
    try FileManager.default.createDirectory(at: records, withIntermediateDirectories: true)
    try ecg.write(record: "\(study)", in: records, gain: 200, leads: Self.leads)
    let fields = (0..<Self.statementCount).map { $0 < statements.count ? quoted(statements[$0]) : "" }
    measurements.append("\(subject),\(study),1,2180-07-23 08:44:00,\(fields.joined(separator: ",")),0.005-150 Hz")
    if isListed { list.append("\(subject),\(study),\(study),2180-07-23 08:44:00,\(place)/\(study)") }
    for (name, rows) in [("machine_measurements.csv", measurements), ("record_list.csv", list)] {
      try (rows.joined(separator: "\n") + "\n")
        .write(to: folder.appending(path: name), atomically: true, encoding: .utf8)
    }
  }

  private func quoted(_ text: String) -> String { "\"" + text.replacing("\"", with: "\"\"") + "\"" }
}
