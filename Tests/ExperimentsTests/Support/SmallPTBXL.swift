import Foundation
import Randomness
import Signals

/// A folder laid out like PTB-XL, with simulated signals and reports of the tests' own.
struct SmallPTBXL {
  let folder: URL
  private var rows = [
    "ecg_id,patient_id,report,scp_codes,strat_fold,filename_lr,filename_hr,baseline_drift,static_noise"
  ]

  init(in folder: URL) { self.folder = folder }

  /// Adds a record and writes its files.
  mutating func add(
    _ id: Int, fold: Int, report: String, codes: String = "'NORM': 100.0, 'SR': 0.0", noise: String = "",
    change: (inout ECG) -> Void = { _ in }
  ) throws {
    var ecg = SimulatedPatient(random: Random(seed: 9).split(id)).ecg(samplesPerSecond: 100, seconds: 10)
    change(&ecg)
    let name = "records100/\(id)_lr"
    let records = folder.appending(path: "records100")
    try FileManager.default.createDirectory(at: records, withIntermediateDirectories: true)
    try ecg.write(record: "\(id)_lr", in: records)
    rows.append("\(id),\(id),\"\(report)\",\"{\(codes)}\",\(fold),\(name),\(name),,\(noise)")
    try (rows.joined(separator: "\n") + "\n")
      .write(to: folder.appending(path: "ptbxl_database.csv"), atomically: true, encoding: .utf8)
  }

  func file(_ id: Int, _ ending: String) -> URL { folder.appending(path: "records100/\(id)_lr.\(ending)") }
}
