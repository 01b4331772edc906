import Experiments
import Foundation

/// A file with a secret in it, which only its owner may read.
final class PrivateFile {
  /// What stood in it when it was opened.
  let contents: [UInt8]
  private let path: String
  private let file: FileHandle
  private let mode: mode_t

  private static let ownerOnly: mode_t = 0o600
  private static let others: mode_t = 0o077

  /// Reads a file of this user.
  /// - Throws: `DataError` when it is not there, no file, or somebody else's.
  init(_ url: URL) throws {
    path = url.path
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw DataError("\(path) cannot be read: \(String(cString: strerror(errno))).") }
    file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      throw DataError("\(path) is no file.")
    }
    guard status.st_uid == geteuid() else {
      throw DataError("\(path) belongs to somebody else (user \(status.st_uid)), who knows the key in it.")
    }
    mode = status.st_mode & 0o777
    contents = [UInt8](try file.readToEnd() ?? Data())
  }

  /// Takes away what others may do with the file.
  ///
  /// - Parameter notice: told when there was something to take away.
  /// - Throws: `DataError` when it cannot be taken away.
  func close(notice: (String) -> Void) throws {
    guard mode & Self.others != 0 else { return }
    let octal = String(mode, radix: 8)
    guard fchmod(file.fileDescriptor, Self.ownerOnly) == 0 else {
      throw DataError("\(path) can be read by others (mode \(octal)), and that cannot be changed.")
    }
    notice("\(path) could be read by others (mode \(octal)); it is now its owner's alone.")
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
