import Foundation

/// The bytes of a file, mapped into memory: opening costs nothing, pages come in as they are read.
///
/// `bytes` dangles when the object is gone: who keeps it keeps the object, or asks for `withBytes`.
/// A file that another process truncates while it is mapped ends this process with SIGBUS; no system offers better.
final class MappedFile: @unchecked Sendable {
  let url: URL
  let bytes: UnsafeRawBufferPointer
  private static let largePage = 1 << 21

  /// - Throws: `CheckpointError` (`unreadable`) if the file is not there, not a plain file, or may not be read.
  init(_ url: URL) throws {
    self.url = url
    let descriptor = open(url.path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw Self.unreadable(url) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw Self.unreadable(url) }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw CheckpointError(.unreadable, file: url, expected: "a file", found: "a folder or device")
    }
    let count = Int(status.st_size)
    guard count > 0 else {
      bytes = UnsafeRawBufferPointer(start: nil, count: 0)
      return
    }
    // Whoever writes into a mapped tensor gets a page of his own; the file never changes.
    let (protection, flags) = (PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_NORESERVE)
    guard let start = mmap(nil, count, protection, flags, descriptor, 0), start != MAP_FAILED else {
      throw Self.unreadable(url)
    }
    // Where the file system can: what comes into memory now comes in large pages, which are looked up less often.
    #if canImport(Glibc)
      if count >= Self.largePage { madvise(start, count, MADV_HUGEPAGE) }
    #endif
    bytes = UnsafeRawBufferPointer(start: start, count: count)
  }

  deinit {
    if let start = bytes.baseAddress { munmap(UnsafeMutableRawPointer(mutating: start), bytes.count) }
  }

  /// The bytes in `range`, which must lie within the file.
  func slice(_ range: Range<Int>) -> UnsafeRawBufferPointer { UnsafeRawBufferPointer(rebasing: bytes[range]) }

  func withBytes<R>(_ range: Range<Int>, _ body: (UnsafeRawBufferPointer) throws -> R) rethrows -> R {
    try withExtendedLifetime(self) { try body(slice(range)) }
  }

  func begins(with magic: [UInt8]) -> Bool {
    withBytes(0..<min(magic.count, bytes.count)) { $0.elementsEqual(magic) }
  }

  /// A copy of a whole file, for small ones.
  static func contents(of url: URL) throws -> Data {
    let file = try MappedFile(url)
    return file.withBytes(0..<file.bytes.count) { Data($0) }
  }

  private static func unreadable(_ url: URL) -> CheckpointError {
    CheckpointError(.unreadable, file: url, expected: "a readable file", found: String(cString: strerror(errno)))
  }
}
