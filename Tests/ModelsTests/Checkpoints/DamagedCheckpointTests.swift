import Foundation
import Models
import Testing

/// A damaged file of any format is read or refused with a `CheckpointError`; nothing crashes, whatever byte it is.
@Suite struct DamagedCheckpointTests {
  private static let files = ["types.safetensors", "state.pt", "legacy.pt", "types.gguf", "llama2c.bin"]

  /// Beyond these bytes of a file there is nothing but the data of tensors.
  private static let headerLengths = ["types.gguf": 2600, "llama2c.bin": 40]

  /// Which bits of a byte are turned over, in turn; a number that no field's width divides.
  private static let patterns: [UInt8] = [0x01, 0x80, 0xff, 0x10, 0x40]

  /// The last tensor of a GGUF file may be followed by padding, which nobody misses.
  private static let longestPadding = 31

  @Test(arguments: files)
  func everyFlippedByte(name: String) throws {
    let original = try Data(contentsOf: CheckpointFixtures.url(name))
    let folder = try TemporaryFolder()
    var refused = 0
    for index in 0..<min(original.count, Self.headerLengths[name] ?? .max) {
      var damaged = original
      damaged[index] ^= Self.patterns[index % Self.patterns.count]
      refused += try isRefused(folder.file("a", damaged)) ? 1 : 0
    }
    #expect(refused > 0)
  }

  @Test(arguments: files)
  func everyLength(name: String) throws {
    let original = try Data(contentsOf: CheckpointFixtures.url(name))
    let folder = try TemporaryFolder()
    let accepted = try (0..<original.count - Self.longestPadding).filter { length in
      try !isRefused(folder.file("a", original.prefix(length)))
    }
    #expect(accepted == [])
  }

  /// Opens the file and reads every tensor in it.
  private func isRefused(_ file: URL) throws -> Bool {
    do {
      let checkpoint = try Checkpoint(at: file)
      for tensor in checkpoint.tensors.values { _ = tensor.floats() }
      return false
    } catch let error as CheckpointError {
      return !error.description.isEmpty
    }
  }
}
