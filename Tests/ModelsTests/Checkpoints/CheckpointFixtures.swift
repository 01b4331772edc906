import Foundation
import Models
import TestSupport
import Testing

/// The checkpoints under `Scripts/references/checkpoints`, and files made from them.
enum CheckpointFixtures {
  static func url(_ name: String) -> URL { TestFiles.fixture("checkpoints").appending(path: name) }

  static func open(_ name: String) throws -> Checkpoint { try Checkpoint(at: url(name)) }

  /// Checks that each tensor of `expected` is in `checkpoint`, with its shape and the same bits.
  static func requireSame(
    _ checkpoint: Checkpoint, as expected: Checkpoint, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    for name in expected.names {
      let tensor = try checkpoint.tensor(name, shape: expected.shape(of: name))
      let (found, wanted) = (tensor.floats().map(\.bitPattern), try expected.floats(name).map(\.bitPattern))
      #expect(found == wanted, "\(name)", sourceLocation: sourceLocation)
    }
  }
}

/// A folder that is removed when the value goes away.
final class TemporaryFolder {
  let url = FileManager.default.temporaryDirectory.appending(path: "meit-\(UUID().uuidString)")

  init() throws { try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true) }

  deinit { try? FileManager.default.removeItem(at: url) }

  func file(_ name: String, _ contents: Data) throws -> URL {
    let file = url.appending(path: name)
    try contents.write(to: file)
    return file
  }
}

/// The error that `body` throws.
func checkpointError(_ body: () throws -> Void) throws -> CheckpointError {
  try #require(throws: CheckpointError.self) { try body() }
}
