import Randomness
import Reports
import Signals
import Testing

struct SimulatedReportTests {
  /// The report of the first of 4000 patients of a hospital whose findings fit.
  private func report(_ hospital: Hospital, where fits: (Findings) -> Bool) throws -> String {
    let patients = (0..<4000).lazy.map { SimulatedPatient(random: Random(seed: 1).split($0), hospital: hospital) }
    let findings = patients.map(\.findings).first(where: fits)
    return SimulatedReport(try #require(findings), hospital: hospital).text
  }

  @Test func normalHeartsReadAsSuch() throws {
    #expect(try report(.a) { $0.isNormal } == "Sinus rhythm. Normal axis. Normal ECG.")
    #expect(try report(.b) { $0.isNormal } == "Sinus rhythm. Normal axis. No definite pathology.")
  }

  @Test func hospitalsStateTheSameFactsInDifferentWords() {
    var findings = SimulatedPatient(random: Random(seed: 2)).findings
    findings.rhythm = .atrialFibrillation
    findings.beatsPerMinute = 120
    findings.statements = [
      .init(.atrialFibrillation), .init(.prematureVentricularComplexes), .init(.leftAxisDeviation),
      .init(.leftVentricularHypertrophy, certainty: .probable),
      .init(.infarct, territory: .inferior, age: .old, certainty: .possible),
      .init(.stDepression, territory: .lateral),
    ]
    #expect(
      SimulatedReport(findings, hospital: .a).text
        == "Atrial fibrillation with rapid ventricular response with PVCs. Left axis deviation. Probable left ventricular "
        + "hypertrophy. Possible old inferior infarct. ST depression in lateral leads. Abnormal ECG.")
    #expect(
      SimulatedReport(findings, hospital: .b).text
        == "Ventricular extrasystoles. Atrial fibrillation, the ventricular rate is fast. Leftward axis. LV hypertrophy is "
        + "likely. Old inferior myocardial infarction cannot be excluded. ST segments are depressed in I, aVL, V5, V6. "
        + "Pathological ECG.")
  }

  /// Writer and extractor are independent: each is the other's witness on every finding that the simulator makes.
  @Test(arguments: Hospital.allCases)
  func theExtractorReadsBackWhatWasWritten(_ hospital: Hospital) {
    for index in 0..<1500 {
      let findings = SimulatedPatient(random: Random(seed: 3).split(index), hospital: hospital).findings
      let text = SimulatedReport(findings, hospital: hospital).text
      let read = StatementExtractor.shared.statements(in: text)
      #expect(read == findings.diagnosticStatements, "\(text)")
    }
  }

  @Test(arguments: Hospital.allCases)
  func certaintyAndAgeAreReadBack(_ hospital: Hospital) {
    for index in 0..<1500 {
      let findings = SimulatedPatient(random: Random(seed: 4).split(index), hospital: hospital).findings
      let text = SimulatedReport(findings, hospital: hospital).text
      let mentions = StatementExtractor.shared.mentions(in: text)
      for statement in findings.statements {
        let mention = mentions.first { $0.statement == statement.diagnosticStatement }
        #expect(mention.map { "\($0.certainty)" } == "\(statement.certainty)", "\(statement) in \(text)")
        #expect(mention?.age?.rawValue == statement.age?.rawValue, "\(statement) in \(text)")
      }
    }
  }

  @Test(arguments: Hospital.allCases)
  func everyReportPassesTheCleaningUnchanged(_ hospital: Hospital) throws {
    for index in 0..<500 {
      let findings = SimulatedPatient(random: Random(seed: 5).split(index), hospital: hospital).findings
      let text = SimulatedReport(findings, hospital: hospital).text
      #expect(try ReportCleaning().cleaned(text) == text)
    }
  }
}
