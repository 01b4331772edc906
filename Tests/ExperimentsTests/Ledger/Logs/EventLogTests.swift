import Experiments
import Foundation
import TestSupport
import Testing

/// Against `events.bin`, which the tensorboard package wrote and reads (`Scripts/references/ledger/make_events.py`).
struct EventLogTests {
  let scratch = ScratchLedger()

  /// Gives the times of the fixture's events.
  private final class Clock: @unchecked Sendable {
    var steps: [Double]
    init(_ steps: [Double]) { self.steps = steps }
    func next() -> Date { Date(timeIntervalSince1970: 1_700_000_000.25 + steps.removeFirst()) }
  }

  private func write(_ steps: [Int], to log: EventLog) throws {
    for step in steps {
      try log.append(step: step, ["loss": 1 / Double(step), "learning-rate": 1e-4 * Double(step)])
    }
  }

  @Test func bytesEqualTensorBoards() throws {
    let folder = try scratch.workspace().folder
    let clock = Clock([0, 1, 2, 300, 300])
    let log = try EventLog(folder: folder, clock: clock.next)
    try write([1, 2, 300], to: log)
    try log.append(step: 300, tag: "sample/1", text: "Sinus rhythm. Größe: normal.")
    let bytes = try Data(contentsOf: folder.appending(path: EventLog.fileName))
    #expect(try bytes == Data(contentsOf: TestFiles.fixture("ledger/events.bin")))
  }

  @Test func aResumedFileEqualsAnUndisturbedOne() throws {
    let folder = try scratch.workspace().folder
    let file = folder.appending(path: EventLog.fileName)
    // Torn in the middle of the text.
    try Data(contentsOf: TestFiles.fixture("ledger/events.bin")).dropLast(9).write(to: file)
    let log = try EventLog(folder: folder, resuming: 2, clock: Clock([300, 300]).next)
    try write([300], to: log)
    try log.append(step: 300, tag: "sample/1", text: "Sinus rhythm. Größe: normal.")
    #expect(try Data(contentsOf: file) == Data(contentsOf: TestFiles.fixture("ledger/events.bin")))
  }

  @Test func aDamagedEventEndsWhatIsKept() throws {
    let folder = try scratch.workspace().folder
    let file = folder.appending(path: EventLog.fileName)
    try Data(contentsOf: TestFiles.fixture("ledger/events.bin")).write(to: file)
    try flipByte(of: file)
    _ = try EventLog(folder: folder, resuming: 300)
    let kept = try Data(contentsOf: file)
    let whole = try Data(contentsOf: TestFiles.fixture("ledger/events.bin"))
    #expect(!kept.isEmpty && kept.count < whole.count)
    #expect(whole.starts(with: kept))
  }
}
