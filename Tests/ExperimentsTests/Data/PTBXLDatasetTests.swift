import Experiments
import Foundation
import Language
import Reports
import Signals
import TestSupport
import Testing

struct PTBXLDatasetTests {
  private let report = "Sinus rhythm. Normal axis. Normal ECG."

  @Test func readsTableAndSignals() throws {
    let temporary = try TemporaryFolder()
    var data = SmallPTBXL(in: temporary.url)
    try data.add(7, fold: 3, report: report)
    let dataset = try PTBXLDataset(folder: temporary.url, rate: .hertz100)
    let info = dataset.info(0)
    #expect(info.id == "7" && info.patient == "7" && info.fold == 3 && info.report == report)
    #expect(info.statements == [.normalECG, .sinusRhythm])
    let ecg = try dataset.ecg(0)
    #expect(ecg.count == 1_000 && ecg.samplesPerSecond == 100)
  }

  @Test func reportsAreThoseThatTheRecipeAsksFor() throws {
    let temporary = try TemporaryFolder()
    var data = SmallPTBXL(in: temporary.url)
    try data.add(
      7, fold: 3, report: "Sinusrhythmus. Linkstyp. Normales EKG.", codes: "'SR': 0.0, 'IMI': 35.0, 'LVH': 50.0")
    try data.add(8, fold: 3, report: report)
    func reports(_ source: PTBXLDataset.ReportSource, _ language: ReportLanguage? = nil) throws -> [String] {
      let dataset = try PTBXLDataset(folder: temporary.url, rate: .hertz100, reports: source, language: language)
      return (0..<dataset.count).map { dataset.info($0).report }
    }
    #expect(
      try reports(.scp) == [
        "Sinus rhythm. Probable left ventricular hypertrophy. Possible inferior infarct.", "Sinus rhythm. Normal ECG.",
      ])
    #expect(try reports(.original, .english) == [report])
    #expect(try reports(.original, .german) == ["Sinusrhythmus. Linkstyp. Normales EKG."])
    let own = temporary.url.appending(path: "english.csv")
    try "ecg_id,report\n7,Left axis\n".write(to: own, atomically: true, encoding: .utf8)
    #expect(try reports(.file(own)) == ["Left axis", ""])
  }

  @Test func notedFlawsLeaveRecordsOut() throws {
    let temporary = try TemporaryFolder()
    var data = SmallPTBXL(in: temporary.url)
    try data.add(7, fold: 3, report: report, noise: "I-V1")
    try data.add(8, fold: 3, report: report)
    let whole = try PTBXLDataset(folder: temporary.url, rate: .hertz100, excluding: [.baselineDrift])
    let clean = try PTBXLDataset(folder: temporary.url, rate: .hertz100, excluding: [.baselineDrift, .staticNoise])
    #expect(whole.count == 2 && clean.count == 1 && clean.info(0).id == "8")
  }

  /// A gap is filled and a lead that is not there is masked; both are counted, and the record is used.
  @Test func missingSamplesAreRepairedOnRequest() throws {
    let temporary = try TemporaryFolder()
    var data = SmallPTBXL(in: temporary.url)
    for id in 1...3 { try data.add(id, fold: id == 3 ? 9 : 1, report: report) }
    try data.add(4, fold: 1, report: report) { $0[.V3] = ArraySlice(repeatElement(.nan, count: $0.count)) }
    try data.add(5, fold: 1, report: report) { $0.millivolts[20] = .nan }
    func notes(_ rule: String) throws -> [String: String] {
      let run = try RecipeRun(
        """
        data { source = ptb-xl(path = ".", rate = 100 Hz); rate = 100 Hz; missing = \(rule) }
        encoder.kind = temporal-conv(depth = 18, width = 4)
        lora.rank = 2
        train { steps = 1; batch = 4; accumulation = 1 }
        eval.max-new = 2
        """, in: temporary.url)
      try run.runner.run()
      return try run.record(of: "prepare").summary.notes
    }
    let skipped = try notes("skip")
    #expect(skipped["skipped"] == "1 missing leads, 1 missing samples" && skipped["repaired"] == "")
    let repaired = try notes("repair")
    #expect(repaired["split"] == "4 train (4 patients), 0 validation (0), 1 test (1)" && repaired["skipped"] == "")
    #expect(repaired["repaired"] == "2 records: 1 samples interpolated, 1 leads masked")
  }

  @Test func missingSignalFileNamesTheRecord() throws {
    let temporary = try TemporaryFolder()
    var data = SmallPTBXL(in: temporary.url)
    try data.add(7, fold: 3, report: report)
    try FileManager.default.removeItem(at: data.file(7, "dat"))
    let dataset = try PTBXLDataset(folder: temporary.url, rate: .hertz100)
    let error = try #require(throws: SignalError.self) { try dataset.ecg(0) }
    #expect(error.reason == .missingFile)
    #expect("\(error)".contains("7_lr"))
  }

  @Test func missingTableIsNamed() throws {
    let temporary = try TemporaryFolder()
    let error = try #require(throws: DataError.self) { try PTBXLDataset(folder: temporary.url, rate: .hertz100) }
    #expect(error.description.contains("ptbxl_database.csv"))
  }

  /// Every kind of bad record is left out by rule, counted and named; the run goes on with the others.
  @Test func badRecordsAreCountedAndSkipped() throws {
    let temporary = try TemporaryFolder()
    var data = SmallPTBXL(in: temporary.url)
    for id in 1...4 { try data.add(id, fold: id == 4 ? 9 : 1, report: report) }
    try data.add(10, fold: 1, report: report)
    try FileManager.default.removeItem(at: data.file(10, "dat"))
    try data.add(11, fold: 1, report: report)
    let bytes = try Data(contentsOf: data.file(11, "dat"))
    try bytes.prefix(bytes.count - 100).write(to: data.file(11, "dat"))
    try data.add(12, fold: 1, report: report) { $0[.V3] = ArraySlice(repeatElement(.nan, count: $0.count)) }
    try data.add(13, fold: 1, report: report) { ecg in
      var lead = ecg[.V4]
      lead[lead.startIndex + 5] = .nan
      ecg[.V4] = lead
    }
    try data.add(14, fold: 1, report: "nan")
    try data.add(15, fold: 1, report: report) { $0[.II] = ArraySlice(repeatElement(0.25, count: $0.count)) }
    let header = try String(contentsOf: data.file(1, "hea"), encoding: .utf8)
    let eleven = header.split(separator: "\n").filter { !$0.contains("V6") }.joined(separator: "\n")
    try data.add(16, fold: 1, report: report)
    try eleven.replacing("1_lr", with: "16_lr").replacing("16_lr 12", with: "16_lr 11")
      .write(to: data.file(16, "hea"), atomically: true, encoding: .utf8)

    let run = try RecipeRun(
      """
      experiment bad {
        data { source = ptb-xl(path = ".", rate = 100 Hz); rate = 100 Hz }
        encoder.kind = temporal-conv(depth = 18, width = 4)
        lora.rank = 2
        train { steps = 1; batch = 2; accumulation = 1 }
        eval.max-new = 5
      }
      """, in: temporary.url)
    try run.runner.run()
    let warnings = run.events.warnings.joined(separator: "\n")
    for reason in ["missing file", "empty report", "missing samples", "flat leads", "missing leads"] {
      #expect(warnings.contains(reason), "\(reason) in \(warnings)")
    }
    let step = try #require(run.runner.plan.steps.first { $0.kind == "prepare" })
    let record = try #require(try run.runner.ledger.finished(step.key))
    #expect(record.summary.notes["split"] == "3 train (3 patients), 0 validation (0), 1 test (1)")
  }

  @Test(.enabled(if: TestFiles.shared != nil, TestFiles.noShared)) func readsTheRealRecords() throws {
    let shared = try #require(TestFiles.shared)
    for (rate, count) in [(PTBXLDataset.Rate.hertz100, 1_000), (.hertz500, 5_000)] {
      let dataset = try PTBXLDataset(folder: shared.appending(path: "data/ptbxl"), rate: rate)
      #expect(dataset.count == 500)
      #expect(dataset.info(0).report == "sinusrhythmus periphere niederspannung")
      let index = try #require((0..<dataset.count).first { (try? dataset.ecg($0)) != nil })
      #expect(try dataset.ecg(index).count == count)
    }
  }
}
