import Foundation

extension Ledger {
  var runsFolder: URL { folder.appending(path: "history") }

  /// Opens the journal of a new run.
  public func beginRun(_ description: RunDescription) throws(LedgerError) -> RunJournal {
    try RunJournal(ledger: self, description: description)
  }

  /// All runs, oldest first; one whose process is gone without a word is `.interrupted`.
  /// - Throws: `LedgerError.malformed` with the record that cannot be read.
  public func runs() throws(LedgerError) -> [RunRecord] {
    var runs: [RunRecord] = []
    for name in Disk.names(in: runsFolder) where Disk.exists(record(of: name)) {
      runs.append(try readRun(name))
    }
    return runs.sorted { ($0.started, $0.id) < ($1.started, $1.id) }
  }

  /// The run with this id, the only one whose id begins so, or the latest of this experiment.
  /// - Throws: `LedgerError.unknown` with the runs that it may mean.
  public func run(_ name: String) throws(LedgerError) -> RunRecord {
    let runs = try runs()
    if let exact = runs.last(where: { $0.id == name || $0.description.name == name }) { return exact }
    let candidates = runs.filter { $0.id.hasPrefix(name) }
    guard candidates.count == 1, let run = candidates.first else {
      throw .unknown(name: name, candidates: candidates.map(\.id))
    }
    return run
  }

  /// The events of a run in order; a torn last line is left out.
  public func log(of run: RunRecord) throws(LedgerError) -> [ProgressEvent] {
    let url = runsFolder.appending(path: run.id).appending(path: RunJournal.logName)
    let lines = WholeLines(url)
    var events: [ProgressEvent] = []
    for (index, range) in lines.ranges.enumerated() {
      events.append(
        try JSONText.decode(ProgressEvent.self, from: lines.bytes[range], path: "\(url.path):\(index + 1)"))
    }
    return events
  }

  /// Where the files of a run are: its log, and what was handed to a cluster.
  public func folder(of run: RunRecord) -> URL { runsFolder.appending(path: run.id) }

  private func record(of id: String) -> URL { runsFolder.appending(path: id).appending(path: RunJournal.recordName) }

  private func readRun(_ id: String) throws(LedgerError) -> RunRecord {
    let url = record(of: id)
    var run = try JSONText.decode(RunRecord.self, from: Disk.read(url), path: url.path)
    let lock = url.deletingLastPathComponent().appending(path: RunJournal.lockName)
    if run.outcome == .running && StepLock.holder(of: lock) == nil { run.outcome = .interrupted }
    if run.outcome == .submitted, let job = run.job {
      for step in job.tasks.flatMap(\.steps) where try finished(step) == nil { return run }
      run.outcome = .finished
    }
    return run
  }
}
