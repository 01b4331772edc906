import Reports
import Testing

struct ReportCleaningTests {
  private let anyLength = ReportCleaning(fewestWords: 1)

  @Test func statementsOfAMIMICRowAreJoinedWithoutEmptyOnes() throws {
    let row = ["Sinus rhythm", "", "nan", "Possible right atrial abnormality", "*** Borderline EKG ***", "=== 12 ==="]
    #expect(
      try ReportCleaning().joined(row) == "Sinus rhythm. Possible right atrial abnormality. Borderline ECG.")
  }

  @Test func sentencesThatAreOnlyNumbersGo() throws {
    #expect(try anyLength.cleaned("Sinus rhythm. 4.46. 12/3 - 7. Normal ECG.") == "Sinus rhythm. Normal ECG.")
  }

  @Test func decimalsDoNotEndASentence() throws {
    #expect(try anyLength.cleaned("QTc 0.46 s is long") == "QTc 0.46 s is long")
  }

  @Test(arguments: [("", ReportRejection.empty), (" nan ", .empty), ("***", .empty), ("12. 13.", .empty)])
  func reportsWithoutTextAreRejected(_ report: String, _ reason: ReportRejection) {
    #expect(throws: reason) { try ReportCleaning().cleaned(report) }
  }

  @Test func shortReportsAreRejectedWithTheirLength() {
    #expect(throws: ReportRejection.tooShort(words: 4, fewest: 5)) {
      try ReportCleaning().cleaned("Sinus rhythm. Normal ECG")
    }
  }

  @Test func lowerCaseIsAnOption() throws {
    #expect(try ReportCleaning(lowercases: true, fewestWords: 1).cleaned("EKG normal. PVCs") == "ecg normal. pvcs.")
  }

  @Test func onlyTheWordEKGIsRenamed() throws {
    #expect(try anyLength.cleaned("EKG ekg Ekg, ekgs EKG-Befund") == "ECG ecg Ecg, ekgs ECG-Befund")
  }

  @Test func theDeviceStampOfPTBXLIsCutEvenWhenItIsCutShort() throws {
    let raw = "sinusrhythmus inferiorer myokardschaden mÖglich 4.46      unbestÄt"
    #expect(try anyLength.cleaned(raw) == "sinusrhythmus inferiorer myokardschaden möglich")
  }

  @Test func theAnnotatorsEditsThatNameTheCodesAreCut() throws {
    let raw = "sinus rhythm. right bundle branch block. Edit: ASMI 100, CRBBB, Infarkt sicher(ASMI 100, CRBBB)"
    #expect(try anyLength.cleaned(raw) == "sinus rhythm. right bundle branch block.")
  }

  @Test func aCapitalUmlautAtAWordsBeginningStays() throws {
    #expect(try anyLength.cleaned("Übergang mÄssig") == "Übergang mässig")
  }
}
