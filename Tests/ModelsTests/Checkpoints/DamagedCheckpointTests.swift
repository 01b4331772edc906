import Foundation
import Models
import Testing

/// A damaged file of any format is read or refused with a `CheckpointError`; nothing crashes, whatever byte it is.
@Suite struct DamagedCheckpointTests {
  private static let files = ["types.safetensors", "state.pt", "legacy.pt", "types.gguf", "llama2c.bin"]

  /// Beyond these bytes of a file there is nothing but the data of tensors.
  private static let headerLengths = ["types.gguf": 2600, "llama2c.bin": 40]

  @Test(arguments: files)
  func everyFlippedByte(name: String) throws {
    let original = try Data(contentsOf: CheckpointFixtures.url(name))
    let folder = try TemporaryFolder()
    var refused = 0
    for index in 0..<min(original.count, Self.headerLengths[name] ?? .max) {
      for pattern: UInt8 in [0x01, 0xff] {
        var damaged = original
        damaged[index] ^= pattern
        refused += try isRefused(folder.file("a", damaged)) ? 1 : 0
      }
    }
    #expect(refused > 0)
  }

  @Test(arguments: files)
  func everyLength(name: String) throws {
    let original = try Data(contentsOf: CheckpointFixtures.url(name))
    let folder = try TemporaryFolder()
    for length in 0..<original.count - GGUFPadding.longest {
      #expect(try isRefused(folder.file("a", original.prefix(length))), "\(length) bytes")
    }
  }

  /// The last tensor of a GGUF file may be followed by padding, which nobody misses.
  private enum GGUFPadding {
    static let longest = 31
  }

  /// Opens the file and reads every tensor in it.
  private func isRefused(_ file: URL) throws -> Bool {
    do {
      let checkpoint = try Checkpoint(at: file)
      for tensor in checkpoint.tensors.values { #expect(tensor.floats().count == tensor.count) }
      return false
    } catch let error as CheckpointError {
      #expect(!error.description.isEmpty)
      return true
    }
  }
}
