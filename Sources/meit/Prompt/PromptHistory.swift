@preconcurrency import CReadline
import Experiments
import Foundation

/// What was typed before, kept in a file; entries may have several lines.
struct PromptHistory {
  let file: URL
  private static let mostEntries: Int32 = 10_000

  /// `$XDG_STATE_HOME/meit/history`, by default below `~/.local/state` (XDG Base Directory Specification 0.8).
  static var standard: PromptHistory {
    PromptHistory(file: UserFolders.state().appending(path: "meit/history"))
  }

  func load() {
    // With times, entries of several lines stay whole in the file.
    history_write_timestamps = 1
    history_comment_char = CChar(bitPattern: UInt8(ascii: "#"))
    using_history()
    stifle_history(Self.mostEntries)
    read_history(file.path)
  }

  /// Keeps an entry, in the file as well, so that it survives whatever comes; the same one twice is kept once.
  func add(_ text: String) {
    let last = history_length > 0 ? history_get(history_base + history_length - 1)?.pointee.line : nil
    if let last, String(cString: last) == text { return }
    add_history(text)
    let folder = file.deletingLastPathComponent()
    try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    if append_history(1, file.path) != 0 { write_history(file.path) }
    chmod(file.path, 0o600)
  }
}
