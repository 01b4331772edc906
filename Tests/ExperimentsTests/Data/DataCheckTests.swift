import Experiments
import Figures
import Foundation
import TestSupport
import Testing

struct DataCheckTests {
  @Test func countsRecordsPatientsAndFlaws() throws {
    let temporary = try TemporaryFolder()
    var data = SmallPTBXL(in: temporary.url)
    for id in 1...3 { try data.add(id, fold: 1, report: "Sinus rhythm. Normal axis. Normal ECG.") }
    try data.add(4, fold: 1, report: "nan")
    try FileManager.default.removeItem(at: data.file(2, "dat"))
    let check = try DataCheck(DataCheck.dataset(at: temporary.url))
    #expect(check.bad.map(\.reason).sorted() == ["empty report", "missing file"])
    #expect(check.bad.flatMap(\.records).sorted() == ["2", "4"])
    let text = check.table.text(width: 100)
    #expect(text.contains("patients") && text.contains("english 3") && text.contains("missing file"))
  }

  @Test func aFolderOfNothingIsAnError() throws {
    let temporary = try TemporaryFolder()
    #expect(throws: DataError.self) { try DataCheck.dataset(at: temporary.url) }
  }

  @Test func aRecordIsDrawnOnPaper() throws {
    let temporary = try TemporaryFolder()
    var data = SmallPTBXL(in: temporary.url)
    try data.add(1, fold: 1, report: "Sinus rhythm.")
    let record = data.file(1, "hea").path
    let files = try RecordDrawing.draw(record: record, formats: [.svg], in: temporary.url)
    let drawing = try #require(files.first { $0.pathExtension == "svg" })
    #expect(try String(contentsOf: drawing, encoding: .utf8).contains("</svg>"))
  }
}
