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

/// The error that `body` throws.
func checkpointError(_ body: () throws -> Void) throws -> CheckpointError {
  try #require(throws: CheckpointError.self) { try body() }
}
