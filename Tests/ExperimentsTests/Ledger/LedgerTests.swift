import Experiments
import Foundation
import Testing

struct LedgerTests {
  let scratch = ScratchLedger()
  var ledger: Ledger { scratch.ledger }

  @Test func aStepIsVisibleOnlyAfterItsCommit() throws {
    let workspace = try scratch.workspace()
    try Data("half".utf8).write(to: workspace.file("adapter/weights.bin"))
    #expect(try ledger.state(of: ScratchLedger.key()) == .absent)
    #expect(names(in: ledger.folder.appending(path: "steps")).isEmpty)
    let record = try workspace.commit(StepSummary(scores: ["loss": RecordedScore(1.5, low: 1, high: 2)]))
    #expect(try ledger.finished(ScratchLedger.key(), verifying: .hashes) == record)
    #expect(record.files.map(\.path) == ["adapter/weights.bin"])
    #expect(record.files.map(\.bytes) == [4])
    #expect(names(in: ledger.folder.appending(path: "working")).isEmpty)
    #expect(names(in: ledger.folder.appending(path: "locks")).isEmpty)
    #expect(names(in: ledger.folder(of: record.key)) == ["adapter", "step.json", "step.json.sha256"])
  }

  @Test func aFinishedStepIsNotDoneAgain() throws {
    let record = try scratch.finish()
    guard case .finished(let found) = try ledger.begin(ScratchLedger.description()) else {
      Issue.record("the step was handed out again")
      return
    }
    #expect(found == record)
  }

  /// A file that a kill left under its temporary name would otherwise be published with the step.
  @Test func filesThatAKillLeftHalfWrittenAreNotPublished() throws {
    let workspace = try scratch.workspace()
    for name in ["adapter/.weights.bin.1.partial", ".weights.bin.2.partial", "notes.partial", "notes.txt"] {
      try Data("half".utf8).write(to: workspace.file(name))
    }
    workspace.suspend()
    let record = try scratch.workspace().commit()
    #expect(record.files.map(\.path) == ["notes.txt"])
  }

  @Test func workOfAKilledProcessIsFoundAgain() throws {
    var workspace: StepWorkspace? = try scratch.workspace()
    try Data("partial".utf8).write(to: #require(workspace).file("notes.txt"))
    let folder = try #require(workspace).folder
    workspace = nil  // A dead process lets go of its lock in the same way: the descriptor closes.
    let again = try scratch.workspace()
    #expect(again.folder == folder)
    #expect(again.attempts == 2)
    #expect(try String(contentsOf: again.file("notes.txt"), encoding: .utf8) == "partial")
  }

  @Test func aStepHasOneOwner() throws {
    let workspace = try scratch.workspace()
    #expect(throws: LedgerError.self) { try ledger.begin(ScratchLedger.description()) }
    #expect(ledger.owner(of: workspace.description.key)?.process == getpid())
    workspace.suspend()
    #expect(ledger.owner(of: workspace.description.key) == nil)
    _ = try scratch.workspace()
  }

  @Test func aLockFileLeftByADeadProcessHoldsNobodyUp() throws {
    let locks = ledger.folder.appending(path: "locks")
    try FileManager.default.createDirectory(at: locks, withIntermediateDirectories: true)
    let text = #"{"host":"elsewhere","process":999999,"since":"2020-01-01T00:00:00Z"}"#
    try Data(text.utf8).write(to: locks.appending(path: "\(ScratchLedger.key().folderName).lock"))
    #expect(ledger.owner(of: ScratchLedger.key()) == nil)
    _ = try scratch.workspace()
  }

  @Test func aSecondProcessWaitsAndFindsTheStepFinished() async throws {
    let workspace = try scratch.workspace()
    let ledger = ledger
    let (notices, notice) = AsyncStream.makeStream(of: LockOwner.self)
    let second = Task.detached {
      try ledger.begin(ScratchLedger.description(), waiting: .wait { notice.yield($0) })
    }
    for await owner in notices {
      #expect(owner.process == getpid())
      break
    }
    let record = try workspace.commit()
    guard case .finished(let found) = try await second.value else {
      Issue.record("the second was given the step")
      return
    }
    #expect(found == record)
  }

  @Test func waitingEndsOnRequest() throws {
    let workspace = try scratch.workspace()
    let stop = StopRequest()
    stop.request()
    #expect {
      try ledger.begin(ScratchLedger.description(), waiting: .wait(stop: stop))
    } throws: { error in
      if case .stoppedWaiting? = error as? LedgerError { true } else { false }
    }
    workspace.suspend()
  }

  @Test func discardedWorkLeavesNothing() throws {
    let workspace = try scratch.workspace()
    try Data("x".utf8).write(to: workspace.file("a/b"))
    try workspace.discard()
    #expect(names(in: ledger.folder.appending(path: "working")).isEmpty)
    #expect(try scratch.workspace().attempts == 1)
  }

  @Test func aFlippedByteIsNamedAndTheStepIsDoneAgain() throws {
    let record = try scratch.finish()
    let file = ledger.folder(of: record.key).appending(path: "adapter/weights.bin")
    try flipByte(of: file)
    #expect(try ledger.finished(record.key) == record)
    guard case .damaged(let damage) = try ledger.state(of: record.key, verifying: .hashes) else {
      Issue.record("the flipped byte was not seen")
      return
    }
    #expect(damage.path == file.path)
    guard case .workspace(let workspace) = try ledger.begin(ScratchLedger.description(), verifying: .hashes) else {
      Issue.record("the step counts as done")
      return
    }
    #expect(workspace.replaced == damage)
    #expect(names(in: ledger.folder.appending(path: "damaged")) == ["\(record.key.folderName)-1"])
    try Data("weights".utf8).write(to: workspace.file("adapter/weights.bin"))
    let rebuilt = try workspace.commit()
    #expect(rebuilt.files == record.files)
    #expect(try ledger.steps() == [rebuilt])
  }

  @Test(arguments: ["adapter/weights.bin", "step.json", "step.json.sha256"])
  func aTruncatedFileIsSeenWithoutHashing(name: String) throws {
    let record = try scratch.finish()
    let file = ledger.folder(of: record.key).appending(path: name)
    try Data(contentsOf: file).dropLast().write(to: file)
    guard case .damaged = try ledger.state(of: record.key) else {
      Issue.record("\(name) was taken for whole")
      return
    }
    _ = try scratch.workspace()
  }

  @Test func aKillBetweenSealAndRenameLosesNothing() throws {
    let record = try scratch.finish()
    let working = ledger.workingFolder(of: record.key)
    try FileManager.default.moveItem(at: ledger.folder(of: record.key), to: working)
    #expect(try ledger.state(of: record.key) == .absent)
    guard case .finished(let found) = try ledger.begin(ScratchLedger.description()) else {
      Issue.record("sealed work was thrown away")
      return
    }
    #expect(found == record)
    #expect(try ledger.finished(record.key, verifying: .hashes) == record)
  }

  @Test func aKillWhileTheManifestIsWrittenLeavesTheStepUnfinished() throws {
    let record = try scratch.finish()
    let working = ledger.workingFolder(of: record.key)
    try FileManager.default.moveItem(at: ledger.folder(of: record.key), to: working)
    try FileManager.default.removeItem(at: working.appending(path: "step.json.sha256"))
    try Data("{".utf8).write(to: working.appending(path: "step.json.partial"))
    let again = try scratch.workspace().commit()
    #expect(again.files == record.files)
    #expect(try ledger.finished(record.key, verifying: .hashes) == again)
  }

  @Test func twoIdentitiesWithOneFolderNameAreToldApart() throws {
    let record = try scratch.finish()
    let other = StepKey(kind: "tune", identity: record.key.identity.dropLast() + "f")
    #expect(throws: LedgerError.collision(other, found: record.key.description)) { try ledger.state(of: other) }
  }

  @Test(.enabled(if: getuid() != 0, "root may write everywhere"))
  func aReadOnlyFolderIsNamed() throws {
    try FileManager.default.createDirectory(at: ledger.folder, withIntermediateDirectories: true)
    chmod(ledger.folder.path, 0o555)
    defer { chmod(ledger.folder.path, 0o755) }
    #expect(throws: LedgerError.notWritable(path: ledger.folder.appending(path: "locks").path)) {
      try ledger.begin(ScratchLedger.description())
    }
  }

  @Test func aFullDiskIsNamed() throws {
    let full = URL(filePath: "/dev/full")
    try #require(FileManager.default.fileExists(atPath: full.path))
    let folder = try scratch.workspace().folder
    let link = folder.appending(path: SampleLog.fileName)
    try FileManager.default.createSymbolicLink(at: link, withDestinationURL: full)
    let log = try SampleLog(folder: folder)
    let sample = Sample(record: "1", prompt: "p", reference: "r", generated: "g", tokens: 1, finished: true)
    #expect(throws: LedgerError.diskFull(path: link.path)) { try log.append(sample) }
  }
}
