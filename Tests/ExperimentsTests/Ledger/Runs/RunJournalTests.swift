import Experiments
import Foundation
import Testing

struct RunJournalTests {
  let scratch = ScratchLedger()
  var ledger: Ledger { scratch.ledger }

  private func description(_ name: String = "fusion-ablation") -> RunDescription {
    let key = ScratchLedger.key()
    return RunDescription(
      name: name, recipe: "experiment \(name) {}\n", arguments: ["run", "fusion.meit"],
      steps: [RunDescription.Step(key: key, place: "tune of \(name)")])
  }

  @Test func aRunIsWrittenDownWithItsEvents() throws {
    let journal = try ledger.beginRun(description())
    #expect(try ledger.runs().map(\.outcome) == [.running])
    let step = ScratchLedger.key()
    let time = Date(timeIntervalSince1970: 1_700_000_000)
    let events = [
      ProgressEvent(step: step, time: time, .started(place: "tune of fusion-ablation")),
      ProgressEvent(step: step, time: time, .warning("3 records are flat")),
      ProgressEvent(step: step, time: time, .finished),
    ]
    for event in events {
      journal.receive(event)
      journal.receive(ProgressEvent(step: step, time: time, .advanced(done: 1, total: 2, unit: "steps")))
    }
    try journal.finish(.failed(reason: "no room"))
    let run = try ledger.run("fusion-ablation")
    #expect(run.id.hasSuffix("-fusion-ablation"))
    #expect(run.outcome == .failed(reason: "no room"))
    #expect(run.ended != nil)
    #expect(run.description == description())
    #expect(try ledger.log(of: run) == events)
  }

  @Test func aRunWhoseProcessDiedIsInterrupted() throws {
    var journal: RunJournal? = try ledger.beginRun(description())
    journal?.receive(ProgressEvent(.message("hello")))
    let log = try #require(journal).folder.appending(path: "log.jsonl")
    journal = nil
    try (Data(contentsOf: log) + Data(#"{"time"#.utf8)).write(to: log)
    let run = try ledger.run("fusion-ablation")
    #expect(run.outcome == .interrupted)
    #expect(try ledger.log(of: run).map(\.what) == [.message("hello")])
  }

  @Test func runsOfOneMinuteHaveDifferentNames() throws {
    let ids = try (0..<3).map { _ in try ledger.beginRun(description("a b/c")).id }
    #expect(Set(ids).count == 3)
    #expect(ids.allSatisfy { !$0.contains("/") && !$0.contains(" ") })
  }

  @Test func anUnknownRunIsNamed() throws {
    #expect(throws: LedgerError.unknown(name: "nothing", candidates: [])) { try ledger.run("nothing") }
  }
}
