import Foundation

/// A file that grows while a step is done and is cut back to the checkpoint when the step resumes.
public protocol ResumableLog {
  /// Makes all that was appended durable.
  func synchronise() throws(LedgerError)
}

/// An open file that only grows; what was appended survives a kill of the process.
final class AppendedFile {
  let url: URL
  private let file: Int32

  /// Opens the file, or makes it, and cuts it to a length.
  init(_ url: URL, keepingBytes: Int) throws(LedgerError) {
    self.url = url
    file = open(url.path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o666)
    guard file >= 0 else { throw .fromSystem("open", url) }
    // Devices and pipes have no length to cut.
    guard Disk.stamp(url)?.bytes ?? 0 <= keepingBytes || ftruncate(file, off_t(keepingBytes)) == 0 else {
      let error = LedgerError.fromSystem("truncate", url)
      close(file)
      throw error
    }
  }

  deinit { close(file) }

  func append(_ bytes: Data) throws(LedgerError) { try Disk.write(bytes, to: file, url) }

  func synchronise() throws(LedgerError) {
    guard fsync(file) == 0 else { throw .fromSystem("synchronise", url) }
  }
}

/// The lines of a file that end with a line feed; a torn last line is left out.
struct WholeLines {
  let bytes: Data
  let ranges: [Range<Int>]

  init(_ url: URL) {
    bytes = (try? Data(contentsOf: url)) ?? Data()
    var ranges: [Range<Int>] = []
    var start = 0
    for (index, byte) in bytes.enumerated() where byte == UInt8(ascii: "\n") {
      ranges.append(start..<index)
      start = index + 1
    }
    self.ranges = ranges
  }

  func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

  /// How many bytes the first lines take, line feeds included.
  func length(ofLines count: Int) -> Int { count == 0 ? 0 : ranges[count - 1].upperBound + 1 }
}
