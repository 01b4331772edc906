import Foundation
import Parallel

/// The bytes of a file, mapped into memory: opening costs nothing, pages come in as they are read.
///
/// `bytes` dangles when the object is gone: who keeps it keeps the object, or asks for `withBytes`.
/// A file that another process truncates while it is mapped ends this process with SIGBUS; no system offers better.
final class MappedFile: @unchecked Sendable {
  let url: URL
  let bytes: UnsafeRawBufferPointer

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
    bytes = UnsafeRawBufferPointer(start: start, count: count)
  }

  deinit {
    if let start = bytes.baseAddress { munmap(UnsafeMutableRawPointer(mutating: start), bytes.count) }
  }

  /// Has the system read whole files, each in its order and in large pages where the file system can: sooner done than
  /// page after page as they are needed, and looked up less often later. It is only a hint, and not given for files that
  /// would push others out of memory.
  static func comeIn(_ files: [MappedFile]) {
    #if canImport(Glibc)
      let files = Dictionary(files.map { (ObjectIdentifier($0), $0) }) { first, _ in first }.values
      guard files.reduce(0, { $0 + $1.bytes.count }) < ProcessInfo.processInfo.physicalMemory / 2 else { return }
      for bytes in files.map(\.bytes) {
        guard let start = UnsafeMutableRawPointer(mutating: bytes.baseAddress) else { continue }
        madvise(start, bytes.count, MADV_HUGEPAGE)
        nonisolated(unsafe) let base = start
        Pool.forEachRange(bytes.count, grain: stretch) { madvise(base + $0.lowerBound, $0.count, populateRead) }
      }
    #endif
  }

  /// The bytes that a thread asks for at once.
  private static let stretch = 1 << 25
  /// `MADV_POPULATE_READ` of Linux 5.14; older systems refuse it and read what is needed.
  private static let populateRead: Int32 = 22

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
