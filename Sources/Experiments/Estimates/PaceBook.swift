import Foundation

/// `paces.jsonl` of a ledger: the paces of all steps done there, one JSON object a line.
///
/// It only serves estimates, so what cannot be written or read is passed over.
struct PaceBook {
  let file: URL
  /// Older lines are not looked at.
  private static let mostLines = 4000

  init(_ ledger: Ledger) { file = ledger.folder.appending(path: "paces.jsonl") }

  func note(_ paces: [Pace]) {
    let lines = paces.compactMap { try? JSONText.encodeLine($0) + [UInt8(ascii: "\n")] }.reduce(Data(), +)
    guard !lines.isEmpty else { return }
    // The first plan comes before the first run.
    try? Disk.createFolder(file.deletingLastPathComponent())
    // One write to a file open for appending is not mixed with those of other processes.
    let descriptor = open(file.path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { return }
    defer { close(descriptor) }
    _ = lines.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
  }

  func paces() -> [Pace] {
    guard let text = try? Data(contentsOf: file) else { return [] }
    return text.split(separator: UInt8(ascii: "\n")).suffix(Self.mostLines).compactMap { line in
      try? JSONText.decode(Pace.self, from: Data(line), path: file.path)
    }
  }
}
