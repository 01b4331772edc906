import Experiments
import Foundation

/// A ledger in a temporary folder that goes when the test ends.
final class ScratchLedger {
  let ledger: Ledger

  init() {
    ledger = Ledger(folder: FileManager.default.temporaryDirectory.appending(path: "ledger-\(UUID().uuidString)"))
  }

  deinit { try? FileManager.default.removeItem(at: ledger.folder) }

  static func key(_ kind: String = "tune", _ number: Int = 1) -> StepKey {
    let digits = String(number, radix: 16)
    return StepKey(kind: kind, identity: digits + String(repeating: "0", count: 64 - digits.count))
  }

  static func description(
    _ kind: String = "tune", _ number: Int = 1, options: [String: String] = [:], inputs: [StepKey] = []
  ) -> StepDescription {
    let options = options.sorted { $0.key < $1.key }.map { RecordedOption(path: $0.key, value: $0.value) }
    return StepDescription(
      key: key(kind, number), place: "\(kind) of scratch", options: options, resolved: options, inputs: inputs,
      versions: ["meit": "test"])
  }

  /// A workspace for a step that must not be finished.
  func workspace(_ description: StepDescription = description()) throws -> StepWorkspace {
    switch try ledger.begin(description) {
    case .workspace(let workspace): return workspace
    case .finished(let record): throw Unexpected(record: record)
    }
  }

  /// A finished step with one file.
  @discardableResult
  func finish(
    _ description: StepDescription = description(), content: String = "weights",
    scores: [String: RecordedScore] = [:]
  ) throws -> StepRecord {
    let workspace = try workspace(description)
    try Data(content.utf8).write(to: workspace.file("adapter/weights.bin"))
    return try workspace.commit(StepSummary(scores: scores))
  }

  struct Unexpected: Error { let record: StepRecord }
}

/// The names in a folder, in order.
func names(in folder: URL) -> [String] {
  ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).sorted()
}

/// Changes one byte in the middle of a file.
func flipByte(of url: URL) throws {
  var bytes = try Data(contentsOf: url)
  bytes[bytes.count / 2] ^= 1
  try bytes.write(to: url)
}
