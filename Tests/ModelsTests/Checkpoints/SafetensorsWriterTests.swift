import Foundation
import Models
import TestSupport
import Testing

@Suite struct SafetensorsWriterTests {
  private let values: [Float] = [0, -0.0, 1.5, -2.25, 3.0e-5, 65504, 1 / 3, .infinity]

  @Test func whatIsWrittenIsReadBack() throws {
    let folder = try TemporaryFolder()
    let url = folder.url.appending(path: "a.safetensors")
    let tensors = [
      TensorToWrite("b", type: .bf16, shape: [8], values), TensorToWrite("a \"é\n", shape: [2, 4], values),
      TensorToWrite("c", type: .f16, shape: [8, 1], values), TensorToWrite("scalar", shape: [], [7]),
      TensorToWrite("empty", shape: [0], []),
    ]
    try Checkpoint.write(tensors, metadata: ["z": "1", "a": "\"ü"], to: url)
    let checkpoint = try Checkpoint(at: url)
    #expect(try checkpoint.floats("a \"é\n", shape: [2, 4]).map(\.bitPattern) == values.map(\.bitPattern))
    #expect(try checkpoint.floats("c", shape: [8, 1]) == values.map { Float(Float16($0)) })
    #expect(try checkpoint.type(of: "b") == .bf16)
    #expect(try checkpoint.floats("scalar", shape: []) == [7])
    #expect(checkpoint.metadata == ["z": .text("1"), "a": .text("\"ü")])
    let again = folder.url.appending(path: "b.safetensors")
    try Checkpoint.write(tensors.reversed(), metadata: ["a": "\"ü", "z": "1"], to: again)
    #expect(try Data(contentsOf: url) == Data(contentsOf: again))
  }

  @Test func halvesAreRoundedAsThePackagesRoundThem() throws {
    let expected = try CheckpointFixtures.open("quantised-expected.safetensors")
    let values = try expected.floats("values")
    let folder = try TemporaryFolder()
    let url = folder.url.appending(path: "a.safetensors")
    try Checkpoint.write([TensorToWrite("x", type: .bf16, shape: [3, 64], values)], to: url)
    let bytes = try Checkpoint(at: url).tensor("x").withBytes { Array($0) }
    #expect(try bytes == expected.tensor("BF16").withBytes { Array($0) })
  }

  @Test func aFailedWriteLeavesTheOldFileAndNothingElse() throws {
    struct Interrupted: Error {}
    let folder = try TemporaryFolder()
    let url = try folder.file("a.safetensors", Data("old".utf8))
    #expect(throws: Interrupted.self) {
      try Checkpoint.write(
        [TensorToWrite("a", shape: [2], [1, 2]), TensorToWrite("b", shape: [2]) { _ in throw Interrupted() }], to: url)
    }
    #expect(try Data(contentsOf: url) == Data("old".utf8))
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path) == ["a.safetensors"])
  }

  @Test func aFolderThatIsNotThereIsATypedError() throws {
    let folder = try TemporaryFolder()
    let url = folder.url.appending(path: "none/a.safetensors")
    #expect(try checkpointError { try Checkpoint.write([], to: url) }.kind == .unwritable)
  }
}
