import Experiments
import Foundation
import Parallel
import Randomness
import Reports
import Signals
import TestSupport
import Testing

struct MIMICDatasetTests {
  private func simulated(_ index: Int) -> ECG {
    SimulatedPatient(random: Random(seed: 4).split(index)).ecg(samplesPerSecond: 500, seconds: 2)
  }

  @Test func statementsAreJoinedAndLeadsSortedByName() throws {
    let temporary = try TemporaryFolder()
    var data = SmallMIMIC(in: temporary.url)
    let ecg = simulated(1)
    try data.add(40_689_238, subject: 10_000_032, ecg, ["Sinus rhythm", "*** EKG abnormal ***", "", "nan"])
    let dataset = try MIMICDataset(folder: temporary.url)
    let info = dataset.info(0)
    #expect(info.id == "40689238" && info.patient == "10000032" && info.fold == nil)
    #expect(try dataset.report(0, ReportCleaning(fewestWords: 1)) == "Sinus rhythm. ECG abnormal.")
    let read = try dataset.ecg(0)
    #expect(read.samplesPerSecond == 500 && read.count == ecg.count)
    for lead in Lead.allCases {
      let error = zip(read[lead], ecg[lead]).map { abs($0 - $1) }.max() ?? .infinity
      #expect(error <= 0.5 / 200 + 1e-6, "\(lead): \(error) mV")
    }
  }

  @Test func aStudyThatIsNotListedIsMissing() throws {
    let temporary = try TemporaryFolder()
    var data = SmallMIMIC(in: temporary.url)
    try data.add(1, subject: 1, simulated(1), ["Sinus rhythm"])
    try data.add(2, subject: 2, simulated(2), ["Sinus rhythm"], isListed: false)
    let dataset = try MIMICDataset(folder: temporary.url)
    #expect(throws: SignalError.missingFile(record: "2", file: "record_list.csv")) { try dataset.ecg(1) }
  }

  @Test func reportsAreLearntAndSubjectsStayTogether() throws {
    let temporary = try TemporaryFolder()
    var data = SmallMIMIC(in: temporary.url)
    for study in 0..<60 {
      try data.add(study, subject: study / 3, simulated(study), ["Sinus rhythm", "Normal axis", "Normal ECG"])
    }
    let run = try RecipeRun(
      """
      data { source = mimic-iv-ecg(path = "."); rate = 100 Hz; duration = 2 s }
      encoder.kind = temporal-conv(depth = 18, width = 4)
      lora.rank = 2
      train { steps = 2; batch = 4; accumulation = 1 }
      eval { max-new = 4; limit = 2 }
      """, in: temporary.url)
    try run.runner.run()
    let table = try CSV(contentsOf: run.folder(of: "prepare").appending(path: "split.csv"))
    var parts: [String: Set<String>] = [:]
    for row in 0..<table.count {
      let fields = table.fields([1, 2], ofRow: row)
      parts[fields[0], default: []].insert(fields[1])
    }
    #expect(table.count == 60 && parts.count == 20)
    #expect(parts.values.allSatisfy { $0.count == 1 })
    #expect(try run.record(of: "generate").summary.notes["dataset"] == "MIMIC-IV-ECG")
    let samples = try SampleLog.read(folder: run.folder(of: "generate"))
    #expect(samples.allSatisfy { $0.reference == "Sinus rhythm. Normal axis. Normal ECG." })
  }

  /// Real signals of PTB-XL, re-encoded, with statements that MIMIC's machines made: its own signals are not free.
  @Test(.enabled(if: TestFiles.shared != nil, TestFiles.noShared)) func readsReencodedRecords() throws {
    let shared = try #require(TestFiles.shared).appending(path: "data")
    let temporary = try TemporaryFolder()
    var data = SmallMIMIC(in: temporary.url)
    let statements = try String(contentsOf: shared.appending(path: "mimic/machine_statements.txt"), encoding: .utf8)
      .split(whereSeparator: \.isNewline).map(String.init)
    let source = try PTBXLDataset(folder: shared.appending(path: "ptbxl"), rate: .hertz500)
    let records = (0..<source.count).filter { (try? source.ecg($0)) != nil }.prefix(12)
    for (place, record) in records.enumerated() {
      let own = statements[place * 300..<place * 300 + 3]
      try data.add(place, subject: place / 2, source.ecg(record), Array(own))
    }
    let dataset = try MIMICDataset(folder: temporary.url)
    #expect(dataset.count == records.count && records.count == 12)
    for (place, record) in records.enumerated() {
      let (read, original) = (try dataset.ecg(place), try source.ecg(record))
      let error = zip(read.millivolts, original.millivolts).map { abs($0 - $1) }.max() ?? .infinity
      #expect(read.count == 5_000 && error <= 0.5 / 200 + 1e-6)
      #expect(dataset.info(place).report.contains(statements[place * 300]))
    }
  }

  private static let longList = ProcessInfo.processInfo.environment["MEIT_LONG_LIST"] != nil

  /// As many records as MIMIC-IV-ECG has, generated; the peak of memory is that of the whole process.
  @Test(.enabled(if: longList, "set MEIT_LONG_LIST to generate and open 800,035 rows"))
  func aLongListOpensInSecondsAndLittleMemory() throws {
    let temporary = try TemporaryFolder()
    try LongList.write(800_035, in: temporary.url)
    let start = Date()
    let dataset = try MIMICDataset(folder: temporary.url)
    let opened = Date().timeIntervalSince(start)
    #expect(dataset.count == 800_035 && dataset.info(800_034).patient == "10400017")
    let members = Pool.map(dataset.count) { Split.Member($0, dataset.info($0)) }
    let split = try Split(members, by: .paperRatio, seed: 0)
    let divided = Date().timeIntervalSince(start)
    let peak = try LongList.peakMegabytes()
    #expect(abs(Double(split.train.count) / 800_035 - 0.8) < 0.01)
    #expect(opened < 10 && divided < 30 && peak < 1_000)
    print("800,035 records: opened in \(opened) s, divided after \(divided) s, peak \(peak) MB")
  }
}

/// The two tables of MIMIC-IV-ECG in their real width, with generated contents.
private enum LongList {
  static func write(_ count: Int, in folder: URL) throws {
    let statements = [
      "Sinus rhythm", "Possible right atrial abnormality", "\"Left axis deviation, consider LAFB\"", "",
    ]
    var measurements = "subject_id,study_id,cart_id,ecg_time,"
    measurements += (0..<18).map { "report_\($0)," }.joined()
    measurements += "bandwidth,filtering,rr_interval,p_onset,p_end,qrs_onset,qrs_end,t_end,p_axis,qrs_axis,t_axis\n"
    var list = "subject_id,study_id,file_name,ecg_time,path\n"
    for row in 0..<count {
      let (subject, study) = (10_000_000 + row / 2, 40_000_000 + row)
      measurements += "\(subject),\(study),6848296,2180-07-23 08:44:00,"
      for statement in 0..<18 { measurements += statement < 4 ? "\(statements[(row + statement) % 4])," : "," }
      measurements += "0.005-150 Hz,60 Hz notch Baseline filter,659,40,128,170,258,518,81,77,79\n"
      list += "\(subject),\(study),\(study),2180-07-23 08:44:00,files/p1000/p\(subject)/s\(study)/\(study)\n"
    }
    try measurements.write(to: folder.appending(path: "machine_measurements.csv"), atomically: false, encoding: .utf8)
    try list.write(to: folder.appending(path: "record_list.csv"), atomically: false, encoding: .utf8)
  }

  /// The most memory that the process has had, from `/proc`.
  static func peakMegabytes() throws -> Double {
    let status = try String(contentsOf: URL(filePath: "/proc/self/status"), encoding: .utf8)
    let line = try #require(status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") })
    return (Double(String(line.filter(\.isNumber))) ?? .infinity) / 1_000
  }
}
