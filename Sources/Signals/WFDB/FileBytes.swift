import Foundation

/// The contents of a file, read at once into memory that is not cleared before.
struct FileBytes: ~Copyable {
  private let storage: UnsafeMutableRawBufferPointer
  let count: Int

  /// Reads the file at `path`; nil when it cannot be read.
  init?(path: String) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    let size = Int(status.st_size)
    let storage = UnsafeMutableRawBufferPointer.allocate(byteCount: max(size, 1), alignment: 64)
    var filled = 0
    while filled < size {
      let got = read(descriptor, storage.baseAddress.map { $0 + filled }, size - filled)
      if got < 0, errno == EINTR { continue }
      if got <= 0 { break }
      filled += got
    }
    self.storage = storage
    count = filled
  }

  deinit { storage.deallocate() }

  /// The bytes, valid while this value lives.
  var bytes: UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(rebasing: UnsafeBufferPointer(storage.bindMemory(to: UInt8.self))[..<count])
  }
}
