import Foundation

/// The results of all runs: one folder per step, named by the step's identity, beside an index for questions.
///
/// A step is written under `working/` and renamed into `steps/` when it is whole, so what is in `steps/` is finished.
/// The folders are the truth; the index can be lost and is then made again. Several processes may share one ledger.
public struct Ledger: Sendable {
  /// The folder, `runs/` for most; made when the first step begins.
  public let folder: URL

  public init(folder: URL) {
    self.folder = folder.standardizedFileURL
  }

  static let manifestName = "step.json"

  var stepsFolder: URL { folder.appending(path: "steps") }
  var workingFolder: URL { folder.appending(path: "working") }
  var locksFolder: URL { folder.appending(path: "locks") }
  var damagedFolder: URL { folder.appending(path: "damaged") }
  package var index: LedgerIndex { LedgerIndex(ledger: self) }

  /// Where a finished step's files are.
  public func folder(of key: StepKey) -> URL { stepsFolder.appending(path: key.folderName) }

  /// Where a step's files are while it is being done, and after it was cut short.
  public func workingFolder(of key: StepKey) -> URL { workingFolder.appending(path: key.folderName) }

  func lock(of key: StepKey) -> URL { locksFolder.appending(path: "\(key.folderName).lock") }
}

/// What the ledger has of a step.
public enum StepState: Equatable, Sendable {
  /// Nothing finished; perhaps a part, with checkpoints.
  case absent
  case finished(StepRecord)
  /// It was finished, but a file is no longer as it was written: the step counts as not done.
  case damaged(Damage)
}

extension Ledger {
  /// What the ledger has of a step; changes nothing.
  /// - Throws: `LedgerError.collision` when another identity has the folder.
  public func state(of key: StepKey, verifying: Verification = .sizes) throws(LedgerError) -> StepState {
    try state(in: folder(of: key), of: key, verifying)
  }

  /// The step's record when it is finished and its files are as they were written.
  public func finished(_ key: StepKey, verifying: Verification = .sizes) throws(LedgerError) -> StepRecord? {
    guard case .finished(let record) = try state(of: key, verifying: verifying) else { return nil }
    return record
  }

  /// Which living process is doing the step, if one is.
  public func owner(of key: StepKey) -> LockOwner? { StepLock.holder(of: lock(of: key)) }

  func sealed(_ folder: URL) -> SealedFolder {
    SealedFolder(
      folder: folder, manifestName: Self.manifestName,
      excluded: [CheckpointStore.folderName, StepWorkspace.attemptName])
  }

  func state(in folder: URL, of key: StepKey, _ verifying: Verification) throws(LedgerError) -> StepState {
    do {
      guard let record = try sealed(folder).open(StepRecord.self, verifying: verifying) else {
        return Disk.exists(folder) && folder.deletingLastPathComponent().path == stepsFolder.path
          ? .damaged(Damage(path: folder.path, reason: "its \(Self.manifestName).sha256 is missing")) : .absent
      }
      guard record.key == key else { throw LedgerError.collision(key, found: record.key.description) }
      return .finished(record)
    } catch let error as LedgerError {
      throw error
    } catch let damage as Damage {
      return .damaged(damage)
    } catch {
      throw .system(path: folder.path, action: "read", reason: "\(error)")
    }
  }
}
