import Experiments
import Foundation

/// Files that only their owner may read.
enum FilePrivacy {
  private static let ownerOnly: mode_t = 0o600
  private static let others: mode_t = 0o077

  /// Takes away what others may do with a file.
  ///
  /// - Parameter notice: told when there was something to take away.
  /// - Throws: `DataError` when it is not there, no file, or somebody else's.
  static func secure(_ url: URL, notice: (String) -> Void) throws {
    let descriptor = open(url.path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw DataError("\(url.path) cannot be read: \(String(cString: strerror(errno))).") }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      throw DataError("\(url.path) is no file.")
    }
    guard status.st_uid == geteuid() else {
      throw DataError("\(url.path) belongs to somebody else (user \(status.st_uid)), who knows the key in it.")
    }
    guard status.st_mode & others != 0 else { return }
    let mode = String(status.st_mode & 0o777, radix: 8)
    guard fchmod(descriptor, ownerOnly) == 0 else {
      throw DataError("\(url.path) can be read by others (mode \(mode)), and that cannot be changed.")
    }
    notice("\(url.path) could be read by others (mode \(mode)); it is now its owner's alone.")
  }

  /// Writes a file that nobody else could read at any instant.
  /// - Throws: `DataError`.
  static func write(_ data: Data, to url: URL, appending: Bool = false) throws {
    let flags = O_WRONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW | (appending ? O_APPEND : O_TRUNC)
    let descriptor = open(url.path, flags, ownerOnly)
    guard descriptor >= 0 else { throw failure(url) }
    let file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    guard fchmod(descriptor, ownerOnly) == 0 else { throw failure(url) }
    do { try file.write(contentsOf: data) } catch { throw failure(url) }
  }

  private static func failure(_ url: URL) -> DataError {
    DataError("\(url.path) cannot be written: \(String(cString: strerror(errno))).")
  }
}
