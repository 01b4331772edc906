import Foundation

/// The last two checkpoints of a step: a kill while one is being written leaves the one before.
public struct CheckpointStore: Sendable {
  /// Where they are; made with the first one.
  public let folder: URL

  public init(folder: URL) { self.folder = folder }

  static let folderName = "checkpoints"
  private static let manifestName = "checkpoint.json"
  private static let writingName = "writing"
  private static let namePrefix = "step-"
  private static let kept = 2

  /// A checkpoint as it was written.
  public struct Checkpoint: Equatable, Sendable {
    /// How many optimiser steps it holds.
    public let step: Int
    /// Where its files are.
    public let folder: URL
  }

  /// The newest whole checkpoint, and those newer that were not whole.
  public struct Latest: Equatable, Sendable {
    public let checkpoint: Checkpoint?
    public let damaged: [Damage]
  }

  /// Writes a checkpoint as a whole and drops those before the last two.
  ///
  /// - Parameters:
  ///   - step: how many optimiser steps it holds.
  ///   - logs: made durable first, so that no row before the checkpoint can be missing after a power cut.
  ///   - write: writes its files into the folder that it is given.
  /// - Throws: `LedgerError`, or what `write` throws; the checkpoints before are untouched.
  public func save(step: Int, after logs: [any ResumableLog] = [], write: (URL) throws -> Void) throws {
    for log in logs { try log.synchronise() }
    let writing = folder.appending(path: Self.writingName)
    try Disk.remove(writing)
    try Disk.createFolder(writing)
    do { try write(writing) } catch let error as CocoaError where error.code == .fileWriteOutOfSpace {
      throw LedgerError.diskFull(path: writing.path)
    }
    _ = try sealed(writing).close(Listing(step: step, files: []))
    let target = url(step)
    try Disk.remove(target)
    try Disk.move(writing, to: target)
    try prune()
  }

  /// The newest whole checkpoint, every byte checked; torn and damaged ones are named and passed over.
  public func latest() -> Latest {
    var damaged: [Damage] = []
    for step in steps().reversed() {
      let found = url(step)
      do {
        if let listing = try sealed(found).open(Listing.self, verifying: .hashes), listing.step == step {
          return Latest(checkpoint: Checkpoint(step: step, folder: found), damaged: damaged)
        }
        damaged.append(Damage(path: found.path, reason: "it was never finished"))
      } catch {
        damaged.append(error)
      }
    }
    return Latest(checkpoint: nil, damaged: damaged)
  }

  private struct Listing: Manifest {
    let step: Int
    var files: [FileRecord]
  }

  private func sealed(_ folder: URL) -> SealedFolder {
    SealedFolder(folder: folder, manifestName: Self.manifestName)
  }

  private func url(_ step: Int) -> URL { folder.appending(path: "\(Self.namePrefix)\(step)") }

  /// The steps that have a folder, in order.
  private func steps() -> [Int] {
    Disk.names(in: folder).compactMap { name in
      name.hasPrefix(Self.namePrefix) ? Int(name.dropFirst(Self.namePrefix.count)) : nil
    }.sorted()
  }

  /// Counts only whole ones, so that a damaged newest one does not push out the one that is needed.
  private func prune() throws(LedgerError) {
    var whole = 0
    for step in steps().reversed() {
      let listing = try? sealed(url(step)).open(Listing.self, verifying: .sizes)
      if whole == Self.kept || listing == nil { try Disk.remove(url(step)) } else { whole += 1 }
    }
  }
}
