import Foundation
import JSON
import Notebook
import Testing

@Suite struct CellHistoryTests {
  private func sources(_ answer: JSONValue) -> [String] {
    answer["history"]?.array?.compactMap { $0.array?.last?.string } ?? []
  }

  @Test func cellsAreFoundByPlaceAndByPattern() {
    let history = CellHistory(file: nil)
    for (index, source) in ["seed = 1", "plan", "seed = 2", "plan"].enumerated() {
      history.add(source, line: index + 1)
    }
    #expect(sources(history.answer(["hist_access_type": "tail", "n": 2])) == ["seed = 2", "plan"])
    #expect(
      sources(history.answer(["hist_access_type": "range", "session": 0, "start": 1, "stop": 3])) == [
        "seed = 1", "plan",
      ])
    #expect(sources(history.answer(["hist_access_type": "search", "pattern": "seed*"])) == ["seed = 1", "seed = 2"])
    #expect(sources(history.answer(["hist_access_type": "search", "pattern": "*n*", "unique": true])) == ["plan"])
    #expect(
      sources(history.answer(["hist_access_type": "search", "pattern": "seed = ?"])) == ["seed = 1", "seed = 2"])
    #expect(sources(history.answer(["hist_access_type": "search", "pattern": "seed"])).isEmpty)
  }

  @Test func theyOutliveTheKernel() throws {
    let file = FileManager.default.temporaryDirectory.appending(path: "history-\(UUID().uuidString)/h.jsonl")
    defer { try? FileManager.default.removeItem(at: file.deletingLastPathComponent()) }
    CellHistory(file: file).add("experiment a {\n}", line: 1)
    try Data((try String(contentsOf: file, encoding: .utf8) + "no JSON\n[1e300, 2, \"x\"]\n").utf8).write(to: file)
    let later = CellHistory(file: file)
    later.add("plan", line: 1)
    #expect(sources(later.answer(["hist_access_type": "tail", "n": 10])) == ["experiment a {\n}", "plan"])
    #expect(sources(later.answer(["hist_access_type": "range", "session": -1, "start": 0])) == ["experiment a {\n}"])
  }
}
