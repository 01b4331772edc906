import Foundation

/// Files and folders written so that a power cut leaves either the old or the new content.
enum Disk {
  static func createFolder(_ folder: URL) throws(LedgerError) {
    guard mkdir(folder.path, 0o777) != 0, errno != EEXIST else { return }
    guard errno == ENOENT, folder.pathComponents.count > 1 else { throw .fromSystem("create", folder) }
    try createFolder(folder.deletingLastPathComponent())
    guard mkdir(folder.path, 0o777) == 0 || errno == EEXIST else { throw .fromSystem("create", folder) }
  }

  static func exists(_ url: URL) -> Bool { access(url.path, F_OK) == 0 }

  /// Moves a file or folder and makes the move durable.
  static func move(_ source: URL, to target: URL) throws(LedgerError) {
    guard rename(source.path, target.path) == 0 else { throw .fromSystem("rename", source) }
    try synchronise(target.deletingLastPathComponent())
    let left = source.deletingLastPathComponent()
    if left.path != target.deletingLastPathComponent().path { try synchronise(left) }
  }

  /// Removes a file or a folder with its contents, if it is there.
  static func remove(_ url: URL) throws(LedgerError) {
    guard exists(url) else { return }
    do { try FileManager.default.removeItem(at: url) } catch {
      guard exists(url) else { return }
      throw .system(path: url.path, action: "remove", reason: "\(error)")
    }
  }

  /// Removes what a killed process wrote under a temporary name and did not come to rename.
  ///
  /// Hidden names are temporary too: that is how whole files are put in place elsewhere, by Foundation as well.
  static func removeUnfinished(below folder: URL) throws(LedgerError) {
    for path in (try? FileManager.default.subpathsOfDirectory(atPath: folder.path)) ?? [] {
      let file = folder.appending(path: path)
      let name = file.lastPathComponent
      if name.hasPrefix(".") || name.hasSuffix(".partial") { try remove(file) }
    }
  }

  /// Writes what has reached the kernel to the device (POSIX `fsync`), for a file or a folder.
  static func synchronise(_ url: URL) throws(LedgerError) {
    let file = open(url.path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw .fromSystem("open", url) }
    defer { close(file) }
    // Some network file systems cannot synchronise a folder and say EINVAL.
    guard fsync(file) == 0 || errno == EINVAL else { throw .fromSystem("synchronise", url) }
  }

  /// Replaces a file as a whole: temporary name, `fsync`, rename.
  static func replace(_ url: URL, with bytes: Data) throws(LedgerError) {
    let temporary = url.appendingPathExtension("partial")
    let file = open(temporary.path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
    guard file >= 0 else { throw .fromSystem("create", temporary) }
    defer { close(file) }
    try write(bytes, to: file, url)
    guard fsync(file) == 0 else { throw .fromSystem("synchronise", temporary) }
    try move(temporary, to: url)
  }

  /// Writes all bytes to an open file.
  static func write(_ bytes: Data, to file: Int32, _ url: URL) throws(LedgerError) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Foundation.write(file, $0.baseAddress, $0.count) }
      if count < 0 && errno == EINTR { continue }
      guard count >= 0 else { throw .fromSystem("write", url) }
      rest = rest.dropFirst(count)
    }
  }

  static func read(_ url: URL) throws(LedgerError) -> Data {
    do { return try Data(contentsOf: url) } catch {
      throw .system(path: url.path, action: "read", reason: exists(url) ? "\(error)" : "there is no such file")
    }
  }

  /// The names in a folder in order, hidden ones too; none where there is no folder.
  static func names(in folder: URL) -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).sorted()
  }

  /// Which file it is and when it last changed, without reading it; nil where there is none.
  static func stamp(_ url: URL) -> (bytes: Int, stamp: String)? {
    var status = stat()
    guard stat(url.path, &status) == 0 else { return nil }
    let time = status.st_mtim
    return (Int(status.st_size), "\(status.st_ino):\(time.tv_sec).\(time.tv_nsec)")
  }

  static func isFolder(_ url: URL) -> Bool {
    var status = stat()
    return stat(url.path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }
}
