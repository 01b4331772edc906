import Foundation

/// A folder of the ledger that nothing needs.
public struct UnneededFolder: Equatable, Sendable {
  public let folder: URL
  public let bytes: Int
  public let reason: Reason

  public enum Reason: Equatable, Sendable {
    /// No recipe asks for the finished step.
    case finished
    /// No recipe asks for the work that was cut short, and nobody is doing it.
    case interrupted
    /// It was damaged and moved aside.
    case damaged
  }

  /// The lock under which it is removed.
  fileprivate let lock: URL?
}

extension Ledger {
  /// What no recipe needs, with its size; removes nothing.
  ///
  /// - Parameter needed: all steps of the plans to be kept; what finished ones were made from is needed as well.
  public func unneeded(keeping needed: Set<StepKey>) throws(LedgerError) -> [UnneededFolder] {
    let names = Set(try closure(needed).map(\.folderName))
    var found: [UnneededFolder] = []
    for (place, reason) in [(stepsFolder, UnneededFolder.Reason.finished), (workingFolder, .interrupted)] {
      for name in Disk.names(in: place) where !names.contains(name) {
        let lock = locksFolder.appending(path: "\(name).lock")
        guard StepLock.holder(of: lock) == nil else { continue }
        found.append(unneeded(place.appending(path: name), reason, lock: lock))
      }
    }
    for name in Disk.names(in: damagedFolder) {
      found.append(unneeded(damagedFolder.appending(path: name), .damaged, lock: nil))
    }
    return found
  }

  /// Removes what `unneeded` found; a step that somebody began in the meantime stays.
  /// - Returns: how many bytes became free.
  @discardableResult
  public func remove(_ unneeded: [UnneededFolder]) throws(LedgerError) -> Int {
    var bytes = 0
    for item in unneeded {
      var held: StepLock?
      if let lock = item.lock {
        guard case .taken(let taken) = try StepLock.attempt(lock) else { continue }
        held = taken
      }
      // Renamed first, so that a kill leaves no half-removed step that looks finished.
      try Disk.remove(item.reason == .damaged ? item.folder : moveAside(item.folder))
      held?.release()
      bytes += item.bytes
    }
    return bytes
  }

  /// The steps and all that they were made from, as far as the ledger has it.
  private func closure(_ needed: Set<StepKey>) throws(LedgerError) -> Set<StepKey> {
    var inputs: [StepKey: [StepKey]] = [:]
    for record in try steps() { inputs[record.key] = record.description.inputs }
    var closed: Set<StepKey> = []
    var open = Array(needed)
    while let key = open.popLast() {
      if closed.insert(key).inserted { open += inputs[key] ?? [] }
    }
    return closed
  }

  private func unneeded(_ folder: URL, _ reason: UnneededFolder.Reason, lock: URL?) -> UnneededFolder {
    let paths = (try? FileManager.default.subpathsOfDirectory(atPath: folder.path)) ?? []
    let bytes = paths.map { folder.appending(path: $0) }.filter { !Disk.isFolder($0) }
      .reduce(Disk.isFolder(folder) ? 0 : Disk.stamp(folder)?.bytes ?? 0) { $0 + (Disk.stamp($1)?.bytes ?? 0) }
    return UnneededFolder(folder: folder, bytes: bytes, reason: reason, lock: lock)
  }
}
