import Foundation

// The hashes of large files such as weights, so that a plan need not read these again.
extension LedgerIndex {
  /// Smaller files are read in the time that it takes to look something up.
  private static let fewestBytes = 4 << 20

  /// SHA-256 of a file; that of a large one is remembered for as long as the file stays as it is.
  /// - Throws: `LedgerError.system` when the file cannot be read.
  package func digest(of url: URL, now: Date = Date()) throws(LedgerError) -> String {
    guard let version = FileVersion(url), version.bytes >= Self.fewestBytes else { return try ContentHash.hex(of: url) }
    if let digest = remembered(url, version) { return digest }
    let digest = try ContentHash.hex(of: url)
    if version.isSettled(now), FileVersion(url) == version { remember(digest, url, version) }
    return digest
  }

  /// What is remembered of a file as it is now.
  package func rememberedDigest(of url: URL) -> String? { FileVersion(url).flatMap { remembered(url, $0) } }

  /// Nil too when the index cannot be read: it only saves time.
  private func remembered(_ url: URL, _ version: FileVersion) -> String? {
    var rows: [[Database.Value]] = []
    try? use { database in
      rows = try database.run(
        "SELECT digest FROM digests WHERE path = ? AND version = ?", [.text(url.path), .text(version.text)])
    }
    guard case .text(let digest)? = rows.first?.first else { return nil }
    return digest
  }

  private func remember(_ digest: String, _ url: URL, _ version: FileVersion) {
    try? Disk.createFolder(ledger.folder)
    try? use { database in
      let values = [url.path, version.text, digest].map(Database.Value.text)
      try database.run("INSERT OR REPLACE INTO digests VALUES(?, ?, ?)", values)
    }
  }
}

/// What tells without reading it that a file is no longer what it was: size, number, time of the last change to its
/// content and to itself. Copies that keep their times cannot keep the last.
private struct FileVersion: Equatable {
  let bytes: Int
  private let number: UInt64
  private let modified: Seconds
  private let changed: Seconds

  private struct Seconds: Equatable {
    let whole: Int
    let nanoseconds: Int
  }

  /// A file that changed just now may change again before the clock of its file system moves on.
  private static let settlingSeconds = 2

  /// Nil where there is no file.
  init?(_ url: URL) {
    var status = stat()
    guard stat(url.path, &status) == 0 else { return nil }
    bytes = Int(status.st_size)
    number = UInt64(status.st_ino)
    modified = Seconds(whole: status.st_mtim.tv_sec, nanoseconds: status.st_mtim.tv_nsec)
    changed = Seconds(whole: status.st_ctim.tv_sec, nanoseconds: status.st_ctim.tv_nsec)
  }

  func isSettled(_ now: Date) -> Bool { Int(now.timeIntervalSince1970) - changed.whole > Self.settlingSeconds }

  var text: String {
    "\(bytes) \(number) \(modified.whole).\(modified.nanoseconds) \(changed.whole).\(changed.nanoseconds)"
  }
}
