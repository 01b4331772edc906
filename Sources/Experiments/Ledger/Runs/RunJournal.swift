import Foundation
import Synchronization

/// Writes down a run: `run.json`, and `log.jsonl` with its events, one a line.
///
/// It is a progress sink; how far a step is goes to the terminal and not into the log.
public final class RunJournal: ProgressSink {
  public let id: String
  /// Where the run's files are.
  public let folder: URL
  private let lock: StepLock
  private let state: Mutex<State>

  static let recordName = "run.json"
  static let logName = "log.jsonl"
  static let lockName = "lock"

  private struct State {
    var record: RunRecord
    let log: AppendedFile
    var failure: LedgerError?
  }

  init(ledger: Ledger, description: RunDescription) throws(LedgerError) {
    let started = Date.thisSecond
    let folder = try Self.newFolder(in: ledger.runsFolder, name: description.name, started: started)
    guard case .taken(let lock) = try StepLock.attempt(folder.appending(path: Self.lockName)) else {
      throw .system(path: folder.path, action: "lock", reason: "another process has it")
    }
    let record = RunRecord(
      id: folder.lastPathComponent, description: description, machine: .current, started: started, outcome: .running)
    try Disk.replace(folder.appending(path: Self.recordName), with: JSONText.encode(record))
    let log = try AppendedFile(folder.appending(path: Self.logName), keepingBytes: 0)
    self.folder = folder
    self.lock = lock
    id = record.id
    state = Mutex(State(record: record, log: log))
  }

  public func receive(_ event: ProgressEvent) {
    if case .advanced = event.what { return }
    state.withLock { state in
      // A log that cannot be written must not end the work; `finish` says so.
      do throws(LedgerError) {
        try state.log.append(JSONText.encodeLine(event) + [UInt8(ascii: "\n")])
      } catch {
        state.failure = error
      }
    }
  }

  /// Notes that a cluster does the steps from now on.
  /// - Throws: `LedgerError`.
  func hand(to job: ClusterJob) throws(LedgerError) {
    state.withLock { $0.record.job = job }
    try finish(.submitted)
  }

  /// Notes how the run ended.
  /// - Throws: `LedgerError`, also when an event could not be logged before.
  public func finish(_ outcome: RunOutcome) throws(LedgerError) {
    let (record, failure) = state.withLock { state in
      state.record.ended = outcome == .submitted ? nil : .thisSecond
      state.record.outcome = outcome
      return (state.record, state.failure)
    }
    try Disk.replace(folder.appending(path: Self.recordName), with: JSONText.encode(record))
    lock.release()
    if let failure { throw failure }
  }

  /// Makes a folder that no other run has, named by time and experiment.
  private static func newFolder(in runs: URL, name: String, started: Date) throws(LedgerError) -> URL {
    try Disk.createFolder(runs)
    // `2026-01-31T09:05:00Z` to the minute.
    let time = started.formatted(.iso8601)
    let minute = "\(time.prefix(10))-\(time.dropFirst(11).prefix(5).filter { $0 != ":" })"
    let safe = name.map { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "." ? $0 : "-" }
    let stem = "\(minute)-\(String(safe))"
    var count = 1
    while true {
      let folder = runs.appending(path: count == 1 ? stem : "\(stem)-\(count)")
      if mkdir(folder.path, 0o777) == 0 { return folder }
      guard errno == EEXIST else { throw .fromSystem("create", folder) }
      count += 1
    }
  }
}
