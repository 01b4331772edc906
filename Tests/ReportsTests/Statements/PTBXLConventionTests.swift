import Reports
import TestSupport
import Testing

/// How well what the extractor reads in PTB-XL's reports agrees with PTB-XL's codes, on rows that its phrases were not
/// developed on. The floors are what is measured, rounded down; a trained bag-of-phrases classifier gets 0.79 and 0.75.
struct PTBXLConventionTests {
  private func score(_ rows: [PTBXLTable.Row]) -> CodeScore {
    var score = CodeScore()
    for row in rows {
      guard let text = try? ReportCleaning(fewestWords: 1).cleaned(row.report) else { continue }
      let told = PTBXLConvention.codes(for: StatementExtractor.shared.statements(in: text))
      score.count(told: told, given: row.codes)
    }
    return score
  }

  @Test(.enabled(if: TestFiles.shared != nil, TestFiles.noShared))
  func agreesWithTheCodesOfFoldsNineAndTen() throws {
    let score = score(try PTBXLTable("ptbxl_database_part1.csv").rows.filter { $0.fold >= 9 })
    #expect(score.precision > 0.82, "precision \(score.precision), recall \(score.recall), F1 \(score.f1)")
    #expect(score.f1 > 0.77, "precision \(score.precision), recall \(score.recall), F1 \(score.f1)")
  }

  @Test(.enabled(if: TestFiles.shared != nil, TestFiles.noShared))
  func agreesWithTheCodesOfTheEnglishReports() throws {
    let rows = try PTBXLTable("ptbxl_english_reports_250.csv").rows
    let score = score(rows)
    #expect(rows.count == 250)
    #expect(score.precision > 0.80, "precision \(score.precision), recall \(score.recall), F1 \(score.f1)")
    #expect(score.f1 > 0.77, "precision \(score.precision), recall \(score.recall), F1 \(score.f1)")
  }

  @Test(.enabled(if: TestFiles.shared != nil, TestFiles.noShared))
  func agreesBetterOnTheCodesThatReportsDetermine() throws {
    let unreliable = Set(PTBXLConvention.unreliable.compactMap(\.scpCode))
    let rows = try PTBXLTable("ptbxl_english_reports_250.csv").rows.map {
      PTBXLTable.Row(report: $0.report, codes: $0.codes.subtracting(unreliable), fold: $0.fold)
    }
    let score = score(rows)
    #expect(score.f1 > 0.80, "precision \(score.precision), recall \(score.recall), F1 \(score.f1)")
  }

  @Test func statementsWithoutReliableCodesAreLeftAside() {
    #expect(PTBXLConvention.codes(for: [.atrialFibrillation, .tWaveInversion, .leftAxisDeviation]) == ["AFIB"])
    #expect(PTBXLConvention.codes(for: [.anteriorInfarct]) == ["ASMI"])
  }
}
