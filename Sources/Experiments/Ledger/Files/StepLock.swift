import Foundation
import Synchronization

/// The process that does a step.
public struct LockOwner: Codable, Equatable, Sendable, CustomStringConvertible {
  public let process: Int32
  public let host: String
  public let since: Date

  public var description: String { "process \(process) on \(host) since \(since.formatted(.iso8601))" }

  static var current: LockOwner {
    LockOwner(process: getpid(), host: ProcessInfo.processInfo.hostName, since: Date())
  }

  /// Stands where the owner has taken the lock and not yet written its name.
  static let unnamed = LockOwner(process: 0, host: "an unnamed host", since: Date(timeIntervalSince1970: 0))
}

/// An advisory lock on an open file (`F_OFD_SETLK`), which the kernel lets go when its process ends, however it ends.
///
/// So a lock file that a killed process left behind holds nobody up.
final class StepLock: Sendable {
  /// `F_OFD_GETLK` and `F_OFD_SETLK` of Linux's fcntl.h, which the Glibc module does not export.
  private static let getLock: Int32 = 36
  private static let setLock: Int32 = 37
  private let url: URL
  private let file: Mutex<Int32?>

  private init(url: URL, file: Int32) {
    self.url = url
    self.file = Mutex(file)
  }

  /// What came of an attempt to take the lock.
  enum Attempt {
    case taken(StepLock)
    case held(LockOwner)
  }

  /// Takes the lock, or says who has it; does not wait.
  static func attempt(_ url: URL) throws(LedgerError) -> Attempt {
    try Disk.createFolder(url.deletingLastPathComponent())
    while true {
      let file = open(url.path, O_RDWR | O_CREAT | O_CLOEXEC, 0o666)
      guard file >= 0 else { throw .fromSystem("open", url) }
      var range = wholeFile
      guard fcntl(file, setLock, &range) == 0 else {
        let blocked = errno == EAGAIN || errno == EACCES
        defer { close(file) }
        guard blocked else { throw .fromSystem("lock", url) }
        return .held(owner(of: url) ?? .unnamed)
      }
      // The former owner may have removed the file between our opening and our locking it.
      guard isSame(file, url) else {
        close(file)
        continue
      }
      return .taken(try named(StepLock(url: url, file: file)))
    }
  }

  /// Whether some living process holds the lock, and who.
  static func holder(of url: URL) -> LockOwner? {
    let file = open(url.path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return nil }
    defer { close(file) }
    // Asks without locking, so that asking never stands in the way of a process that wants the lock.
    var range = wholeFile
    guard fcntl(file, getLock, &range) == 0, range.l_type != F_UNLCK else { return nil }
    return owner(of: url) ?? .unnamed
  }

  /// A write lock on all bytes, present and to come.
  private static var wholeFile: flock {
    flock(l_type: Int16(F_WRLCK), l_whence: Int16(SEEK_SET), l_start: 0, l_len: 0, l_pid: 0)
  }

  /// Lets go of the lock and removes its file.
  func release() {
    file.withLock { file in
      guard let descriptor = file else { return }
      unlink(url.path)
      close(descriptor)
      file = nil
    }
  }

  deinit { release() }

  private static func named(_ lock: StepLock) throws(LedgerError) -> StepLock {
    let text = try JSONText.encodeLine(LockOwner.current)
    guard let file = lock.file.withLock({ $0 }) else { return lock }
    guard ftruncate(file, 0) == 0 else { throw .fromSystem("write", lock.url) }
    try Disk.write(text, to: file, lock.url)
    return lock
  }

  private static func owner(of url: URL) -> LockOwner? {
    guard let text = try? Data(contentsOf: url) else { return nil }
    return try? JSONText.decode(LockOwner.self, from: text, path: url.path)
  }

  private static func isSame(_ file: Int32, _ url: URL) -> Bool {
    var held = stat()
    var named = stat()
    return fstat(file, &held) == 0 && stat(url.path, &named) == 0 && held.st_ino == named.st_ino
  }
}
