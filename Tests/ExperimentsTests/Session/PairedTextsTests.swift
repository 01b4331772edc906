import Experiments
import Figures
import Foundation
import TestSupport
import Testing

@Suite struct PairedTextsTests {
  private let temporary: TemporaryFolder

  init() throws { temporary = try TemporaryFolder() }

  private func file(_ name: String, _ text: String) throws -> URL { try temporary.file(name, Data(text.utf8)) }

  @Test func theThreeKindsOfFilesHoldTheSame() throws {
    let lines = try file(
      "a.jsonl",
      """
      {"generated": "sinus rhythm", "reference": "sinus rhythm"}
      {"generated": "atrial fibrillation", "reference": "sinus, tachycardia"}
      """)
    let csv = try file(
      "a.csv", "reference,generated\nsinus rhythm,sinus rhythm\n\"sinus, tachycardia\",atrial fibrillation\n")
    let tabs = try file(
      "a.tsv", "reference\tgenerated\nsinus rhythm\tsinus rhythm\nsinus, tachycardia\tatrial fibrillation\n")
    let ours = try file("c.txt", "sinus rhythm\r\natrial fibrillation\n")
    let theirs = try file("r.txt", "sinus rhythm\nsinus, tachycardia\n")
    let pairs = try PairedTexts(pairs: lines)
    #expect(try PairedTexts(pairs: csv) == pairs)
    #expect(try PairedTexts(pairs: tabs) == pairs)
    #expect(try PairedTexts(candidates: ours, references: theirs) == pairs)
    #expect(pairs.references == [["sinus rhythm"], ["sinus, tachycardia"]])
  }

  @Test func severalReferencesComeAsAListAndAMissingCandidateCounts() throws {
    let lines = try file(
      "a.jsonl",
      """
      {"candidate": "sinus rhythm", "references": ["sinus rhythm", "normal"]}
      {"references": ["paced rhythm"]}
      """)
    let pairs = try PairedTexts(pairs: lines)
    #expect(pairs.candidates == ["sinus rhythm", nil])
    #expect(pairs.references[0].count == 2)
    #expect(try pairs.scores(["bleu-1"]).caption.contains("2 texts, 1 of them without a candidate"))
  }

  @Test func scoresComeInTheOrderAsked() throws {
    let lines = try file("a.jsonl", #"{"generated": "sinus rhythm.", "reference": "sinus rhythm."}"#)
    let table = try PairedTexts(pairs: lines).scores(["rouge-l", "diagnosis-f1", "bleu-1"])
    #expect(table.rows.map(\.names) == [["ROUGE-L"], ["Diagnosis F1"], ["BLEU-1"]])
    for row in table.rows {
      guard case .number(let measured) = row.cells[0] else {
        Issue.record("no number in \(row.names)")
        continue
      }
      #expect(abs(measured.value - 1) < 1e-6)
    }
  }

  @Test func twoSystemsAreTestedAgainstEachOther() throws {
    let references = (0..<40).map { $0.isMultiple(of: 2) ? "sinus rhythm. normal ecg." : "atrial fibrillation." }
    let theirs = try file("r.txt", references.joined(separator: "\n"))
    let good = try PairedTexts(
      candidates: file("good.txt", references.joined(separator: "\n")), references: theirs)
    let bad = try PairedTexts(
      candidates: file("bad.txt", references.map { _ in "paced rhythm." }.joined(separator: "\n")), references: theirs)
    let table = try good.comparison(with: bad, ["rouge-l", "diagnosis-macro-f1"], samples: 500)
    #expect(table.rows.map(\.names) == [["ROUGE-L"], ["Diagnosis macro-F1"]])
    for row in table.rows {
      let numbers = row.cells.map { cell in if case .number(let measured) = cell { measured } else { nil as Measured? }
      }
      let difference = try #require(numbers[2])
      guard case .interval(let interval) = difference.spread else {
        Issue.record("no interval")
        continue
      }
      #expect(interval.low > 0 && difference.value > 0)
      #expect(try numbers[3...].allSatisfy { try #require($0).value < 0.01 })
    }
    let other = try PairedTexts(candidates: theirs, references: file("o.txt", String(repeating: "x\n", count: 40)))
    #expect(throws: DataError.self) { try good.comparison(with: other) }
  }

  @Test func badFilesAreComplainedAboutWithTheirNames() throws {
    func complaint(_ body: () throws -> Void) -> String {
      do {
        try body()
        return ""
      } catch { return "\(error)" }
    }
    let wrong = try file("a.jsonl", "{\"generated\": \"x\"}\r\n\r\n[1]")
    #expect(complaint { _ = try PairedTexts(pairs: wrong) } == "a.jsonl, line 3: a JSON object was expected.")
    let fields = try file("a.csv", "generated,truth\nx,y\n")
    #expect(complaint { _ = try PairedTexts(pairs: fields) }.hasSuffix("found generated, truth."))
    let one = try file("c.txt", "a\n")
    let two = try file("r.txt", "a\nb\n")
    #expect(
      complaint { _ = try PairedTexts(candidates: one, references: two) } == "c.txt has 1 texts and r.txt has 2.")
  }
}
