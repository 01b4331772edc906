import Foundation

/// A step of a run and what the ledger has of it.
public struct RunStep: Equatable, Sendable {
  public let step: RunDescription.Step
  public let state: StepState
  /// Who is doing it now.
  public let owner: LockOwner?
}

extension Ledger {
  /// All finished steps, oldest first.
  /// - Throws: `LedgerError.index`.
  public func steps() throws(LedgerError) -> [StepRecord] {
    guard Disk.exists(stepsFolder) else { return [] }
    return try index.records()
  }

  /// The finished step with this folder name, or the only one whose folder name or identity begins so.
  /// - Throws: `LedgerError.unknown` with the steps that it may mean.
  public func step(_ name: String) throws(LedgerError) -> StepRecord {
    let candidates = try steps().filter { $0.key.folderName.hasPrefix(name) || $0.key.identity.hasPrefix(name) }
    guard candidates.count == 1, let step = candidates.first else {
      throw .unknown(name: name, candidates: candidates.map(\.key.folderName))
    }
    return step
  }

  /// The steps of a run in the order of its plan, for `meit show`.
  public func steps(of run: RunRecord, verifying: Verification = .sizes) throws(LedgerError) -> [RunStep] {
    var steps: [RunStep] = []
    for step in run.description.steps {
      steps.append(
        RunStep(step: step, state: try state(of: step.key, verifying: verifying), owner: owner(of: step.key)))
    }
    return steps
  }

  /// What was measured while a step was done, or is being done.
  public func metrics(of key: StepKey) throws(LedgerError) -> MetricsTable {
    let finished = folder(of: key)
    return try MetricsTable(folder: Disk.exists(finished) ? finished : workingFolder(of: key))
  }

  /// Every finished step whose files are not as they were written, each byte looked at.
  public func damage() throws(LedgerError) -> [Damage] {
    var found: [Damage] = []
    for name in Disk.names(in: stepsFolder) {
      do {
        let folder = stepsFolder.appending(path: name)
        if try sealed(folder).open(StepRecord.self, verifying: .hashes) == nil {
          found.append(Damage(path: folder.path, reason: "it was never sealed"))
        }
      } catch { found.append(error) }
    }
    return found
  }
}
