import Foundation

/// Why the ledger could not keep or give back a step.
public enum LedgerError: Error, Equatable, Sendable, CustomStringConvertible {
  /// No room is left for a file.
  case diskFull(path: String)
  /// A file or folder may not be written.
  case notWritable(path: String)
  /// Another call to the operating system failed.
  case system(path: String, action: String, reason: String)
  /// Another process is doing the step.
  case heldBy(StepKey, LockOwner)
  /// Waiting for another process ended on request.
  case stoppedWaiting(StepKey, LockOwner)
  /// A file does not hold what it should.
  case malformed(path: String, expected: String, found: String)
  /// Two identities share the digits that name a folder.
  case collision(StepKey, found: String)
  /// The index could not be used.
  case index(path: String, reason: String)
  /// No step or run has this name, or several have.
  case unknown(name: String, candidates: [String])

  public var description: String {
    switch self {
    case .diskFull(let path): "no room is left on the disk for \(path); free some and run again, nothing is lost"
    case .notWritable(let path): "\(path) may not be written; give write permission or set MEIT_RUNS to another folder"
    case .system(let path, let action, let reason): "cannot \(action) \(path): \(reason)"
    case .heldBy(let key, let owner): "\(key) is being done by \(owner)"
    case .stoppedWaiting(let key, let owner): "stopped waiting for \(key), which \(owner) is doing"
    case .malformed(let path, let expected, let found): "\(path): expected \(expected), found \(found)"
    case .collision(let key, let found): "\(key) and the step \(found) share a folder name; move one of them away"
    case .index(let path, let reason): "the index \(path) cannot be used: \(reason)"
    case .unknown(let name, let candidates): Self.unknownName(name, candidates)
    }
  }

  private static func unknownName(_ name: String, _ candidates: [String]) -> String {
    candidates.isEmpty
      ? "no step or run is called `\(name)`" : "`\(name)` may mean \(candidates.joined(separator: ", or "))"
  }

  /// The error that the last failed system call left in `errno`.
  static func fromSystem(_ action: String, _ url: URL) -> LedgerError {
    switch errno {
    case ENOSPC, EDQUOT: .diskFull(path: url.path)
    case EACCES, EROFS, EPERM: .notWritable(path: url.path)
    default: .system(path: url.path, action: action, reason: String(cString: strerror(errno)))
    }
  }
}
