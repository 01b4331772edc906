import Foundation

/// What came of asking for a step to do.
public enum StepClaim: Sendable {
  /// It is finished, perhaps by another process in the meantime.
  case finished(StepRecord)
  /// It is ours to do, alone.
  case workspace(StepWorkspace)
}

/// What to do when another process is doing the step.
public enum Waiting: Sendable {
  /// Throw `LedgerError.heldBy`.
  case refuse
  /// Wait until it is finished or given up; `notice` is called once with the owner, `stop` ends the wait.
  case wait(stop: StopRequest = StopRequest(), notice: @Sendable (LockOwner) -> Void = { _ in })
}

extension Ledger {
  private static let pollMicroseconds: UInt32 = 100_000

  /// Claims a step: finished already, or a workspace that nobody else has.
  ///
  /// A workspace that an earlier, killed attempt left is found again with its checkpoints. A damaged result is moved to
  /// `damaged/` first, and the workspace names it.
  /// - Throws: `LedgerError.heldBy`, `.stoppedWaiting`, `.diskFull`, `.notWritable`, `.collision`.
  public func begin(
    _ description: StepDescription, verifying: Verification = .sizes, waiting: Waiting = .refuse
  ) throws(LedgerError) -> StepClaim {
    let key = description.key
    if let record = try finished(key, verifying: verifying) { return .finished(record) }
    let lock = try claim(key, waiting)
    var damage: Damage?
    switch try state(of: key, verifying: verifying) {
    case .finished(let record):
      lock.release()
      return .finished(record)
    case .damaged(let found):
      damage = found
      try moveAside(folder(of: key))
    case .absent: break
    }
    let working = workingFolder(of: key)
    if case .finished(let record) = try state(in: working, of: key, .hashes) {
      // Killed between the seal and the rename: all the work is there.
      try publish(working, record)
      lock.release()
      return .finished(record)
    }
    return .workspace(try StepWorkspace(ledger: self, description: description, lock: lock, replaced: damage))
  }

  private func claim(_ key: StepKey, _ waiting: Waiting) throws(LedgerError) -> StepLock {
    var isNoticed = false
    while true {
      switch try StepLock.attempt(lock(of: key)) {
      case .taken(let lock): return lock
      case .held(let owner):
        guard case .wait(let stop, let notice) = waiting else { throw .heldBy(key, owner) }
        if !isNoticed { notice(owner) }
        isNoticed = true
        guard !stop.isRequested else { throw .stoppedWaiting(key, owner) }
        usleep(Self.pollMicroseconds)
      }
    }
  }

  /// Drops what a finished step does not need, renames the sealed working folder into `steps/`, and tells the index.
  func publish(_ working: URL, _ record: StepRecord) throws(LedgerError) {
    // Before the rename, so that a kill cannot leave checkpoints in `steps/`: what is sealed no longer needs them.
    for name in [CheckpointStore.folderName, StepWorkspace.attemptName] {
      try Disk.remove(working.appending(path: name))
    }
    try Disk.createFolder(stepsFolder)
    try Disk.move(working, to: folder(of: record.key))
    // The step is safe; the index finds what it lacks when it is next asked.
    try? index.note(record)
  }

  /// Moves a file or folder to `damaged/` under a name that is free, and says where it is.
  @discardableResult
  func moveAside(_ folder: URL) throws(LedgerError) -> URL {
    try Disk.createFolder(damagedFolder)
    var count = 1
    let name = folder.lastPathComponent
    while Disk.exists(damagedFolder.appending(path: "\(name)-\(count)")) { count += 1 }
    let target = damagedFolder.appending(path: "\(name)-\(count)")
    try Disk.move(folder, to: target)
    return target
  }
}
