import Reports
import Testing

struct ReportAgreementTests {
  @Test func findingsOfTheReferenceAreMarked() {
    let spans = ReportAgreement.spans(
      generated: "Sinus rhythm. Left axis deviation, seen before. Old inferior infarct.",
      reference: "sinus rhythm. possible inferior infarct.")
    let texts = ["Sinus rhythm", ". ", "Left axis deviation", ", seen before. Old ", "inferior infarct", "."]
    #expect(spans.map(\.text) == texts)
    #expect(spans.map(\.agreement) == [.agreed, .plain, .hallucinated, .plain, .agreed, .plain])
  }

  @Test(arguments: ["", "förmaksflimmer", "kein infarkt, ÄÖ \u{1F600}. Sinus rhythm"])
  func spansJoinToTheReport(_ report: String) {
    let spans = ReportAgreement.spans(generated: report, reference: "atrial fibrillation")
    #expect(spans.map(\.text).joined() == report)
  }
}
