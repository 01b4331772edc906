import Foundation

/// A file that appears under its name only when it is complete: written beside it, synchronised, then renamed.
final class AtomicFile {
  private let url: URL
  private let temporary: URL
  private var descriptor: Int32

  /// - Throws: `CheckpointError` (`unwritable`).
  init(_ url: URL) throws {
    self.url = url
    let name = ".\(url.lastPathComponent).\(UUID().uuidString).partial"
    temporary = url.deletingLastPathComponent().appending(path: name)
    descriptor = open(temporary.path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw Self.unwritable(url) }
  }

  deinit {
    if descriptor >= 0 {
      close(descriptor)
      unlink(temporary.path)
    }
  }

  /// Writes `contents` as the whole file.
  static func replace(_ url: URL, with contents: Data) throws {
    let file = try AtomicFile(url)
    try contents.withUnsafeBytes { try file.append($0) }
    try file.commit()
  }

  func append(_ bytes: UnsafeRawBufferPointer) throws {
    var rest = bytes[...]
    while !rest.isEmpty {
      let written = write(descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
      if written < 0 && errno == EINTR { continue }
      guard written > 0 else { throw Self.unwritable(url) }
      rest = rest.dropFirst(written)
    }
  }

  func append(_ bytes: [UInt8]) throws { try bytes.withUnsafeBytes { try append($0) } }

  /// Puts the file in its place. Without this call nothing remains of it.
  func commit() throws {
    guard fsync(descriptor) == 0 else { throw Self.unwritable(url) }
    close(descriptor)
    descriptor = -1
    guard rename(temporary.path, url.path) == 0 else {
      let error = Self.unwritable(url)
      unlink(temporary.path)
      throw error
    }
    let folder = open(url.deletingLastPathComponent().path, O_RDONLY | O_CLOEXEC)
    if folder >= 0 {
      fsync(folder)
      close(folder)
    }
  }

  private static func unwritable(_ url: URL) -> CheckpointError {
    CheckpointError(
      .unwritable, file: url, expected: "a file that can be written", found: String(cString: strerror(errno)))
  }
}
