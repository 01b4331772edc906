import Experiments
import Figures
import Language
import Testing

@Suite struct SessionRecordsTests {
  private let scratch = ScratchLedger()

  /// What a text shows.
  private func shown(_ text: String) throws -> [SessionOutput] {
    var shown: [SessionOutput] = []
    let session = Session(ledger: scratch.ledger, base: scratch.ledger.folder)
    try session.submit(SourceText(name: "<test>", text: text), SessionTurn { shown.append($0) })
    return shown
  }

  private static let experiment = "experiment a { data.source = simulated(records = 5); data.rate = 100 Hz }\n"

  @Test func aRecordIsDrawnBeforeAnythingIsTrained() throws {
    guard case .figure(let figure, let files) = try shown(Self.experiment + "show a record = 3").first,
      case .electrocardiogram(let sheet) = figure.panels.first?.content
    else {
      Issue.record("no ECG was shown")
      return
    }
    #expect(files.isEmpty)
    #expect(sheet.leads.count == 12 && sheet.leads[0].millivolts.count == 1000)
    #expect(sheet.reports.first?.runs.first?.text.isEmpty == false)
    #expect(figure.caption.contains("record"))
  }

  @Test func aRecordThatIsNotThereIsNamed() {
    #expect(throws: DataError.self) { try shown(Self.experiment + "show a record = 5") }
    #expect(throws: DataError.self) { try shown(Self.experiment + "show a record = \"nobody\"") }
    #expect(throws: DataError("There is no experiment `b`.")) { try shown("show b record = 1") }
  }
}
