import Reports
import Testing

struct ReportLanguageTests {
  @Test(arguments: [
    ("sinus rhythm. prolonged pr interval.", ReportLanguage.english),
    ("Possible left atrial enlargement", .english),
    ("sinusrhythmus linkstyp unspezifisches abnormes t", .german),
    ("vorhofflimmern/-flattern lagetyp normal", .german),
    ("sinusrytm vänster el-axel eljest normalt ekg", .swedish),
    ("förmaksflimmer ospecifik st-t förändring", .swedish),
  ])
  func knowsTheLanguage(_ report: String, _ language: ReportLanguage) {
    #expect(ReportLanguage.guess(report) == language)
  }

  @Test(arguments: ["", "12 34", "AVL V1 V2"])
  func saysNothingWithoutEvidence(_ report: String) {
    #expect(ReportLanguage.guess(report) == nil)
  }
}
