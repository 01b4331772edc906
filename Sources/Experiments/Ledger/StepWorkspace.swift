import Foundation

/// A step being done: a folder that nobody else writes, kept across kills, and published as a whole or not at all.
public final class StepWorkspace: Sendable {
  public let description: StepDescription
  /// Where the step writes its files. What is here when a process is killed is here when the step begins again.
  public let folder: URL
  /// The damaged former result that was moved aside, to be reported.
  public let replaced: Damage?
  /// How many times the step began, this time included.
  public let attempts: Int
  public let started: Date
  private let ledger: Ledger
  private let lock: StepLock

  static let attemptName = "attempt.json"

  /// What is known of a step while it is being done.
  struct Attempt: Codable {
    var description: StepDescription
    var started: Date
    var count: Int
  }

  init(ledger: Ledger, description: StepDescription, lock: StepLock, replaced: Damage?) throws(LedgerError) {
    self.ledger = ledger
    self.description = description
    self.lock = lock
    self.replaced = replaced
    folder = ledger.workingFolder(of: description.key)
    try Disk.createFolder(folder)
    try Disk.removeUnfinished(below: folder)
    let file = folder.appending(path: Self.attemptName)
    let earlier = Self.attempt(in: folder)
    attempts = (earlier?.count ?? 0) + 1
    started = earlier?.started ?? .thisSecond
    let attempt = Attempt(description: description, started: started, count: attempts)
    try Disk.replace(file, with: JSONText.encode(attempt))
  }

  static func attempt(in folder: URL) -> Attempt? {
    let file = folder.appending(path: attemptName)
    guard let text = try? Data(contentsOf: file) else { return nil }
    return try? JSONText.decode(Attempt.self, from: text, path: file.path)
  }

  /// The step's checkpoints; they are dropped when the step is finished.
  public var checkpoints: CheckpointStore {
    CheckpointStore(folder: folder.appending(path: CheckpointStore.folderName))
  }

  /// Where a file of the step goes, its folder made.
  public func file(_ path: String) throws(LedgerError) -> URL {
    let url = folder.appending(path: path)
    try Disk.createFolder(url.deletingLastPathComponent())
    return url
  }

  /// Finishes the step: files made durable and hashed, `step.json` written, folder renamed into place, index told.
  ///
  /// Killed before the rename the step is not finished and keeps its workspace; after it, it is finished.
  /// - Throws: `LedgerError.diskFull`, `.notWritable` or `.system`; the workspace is then still there, to begin again.
  @discardableResult
  public func commit(_ summary: StepSummary = StepSummary()) throws(LedgerError) -> StepRecord {
    let record = StepRecord(
      description: description, summary: summary, machine: .current, started: started, finished: .thisSecond,
      attempts: attempts, files: [])
    let sealed = try ledger.sealed(folder).close(record)
    try ledger.publish(folder, sealed)
    lock.release()
    return sealed
  }

  /// Gives the step up and removes what it wrote, checkpoints too.
  public func discard() throws(LedgerError) {
    try Disk.remove(folder)
    lock.release()
  }

  /// Lets go of the step and keeps what it wrote, so that a later attempt resumes it.
  public func suspend() { lock.release() }
}

extension Date {
  /// Now, in the whole seconds that JSON keeps.
  static var thisSecond: Date { Date(timeIntervalSince1970: Date().timeIntervalSince1970.rounded(.down)) }
}
