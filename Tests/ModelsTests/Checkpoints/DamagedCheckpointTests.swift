import Foundation
import Models
import TestSupport
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
    let file = try folder.file("a", original)
    let handle = try FileHandle(forUpdating: file)
    func put(_ byte: UInt8, at index: Int) throws {
      try handle.seek(toOffset: UInt64(index))
      try handle.write(contentsOf: [byte])
    }
    var refused = 0
    for (index, byte) in original.prefix(Self.headerLengths[name] ?? .max).enumerated() {
      try put(byte ^ Self.patterns[index % Self.patterns.count], at: index)
      refused += try isRefused(file) ? 1 : 0
      try put(byte, at: index)
    }
    #expect(refused > 0)
    #expect(try !isRefused(file))
  }

  @Test(arguments: files)
  func everyLength(name: String) throws {
    let original = try Data(contentsOf: CheckpointFixtures.url(name))
    let folder = try TemporaryFolder()
    let file = try folder.file("a", original)
    let handle = try FileHandle(forUpdating: file)
    let accepted = try (0..<original.count - Self.longestPadding).reversed().filter { length in
      try handle.truncate(atOffset: UInt64(length))
      return try !isRefused(file)
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
