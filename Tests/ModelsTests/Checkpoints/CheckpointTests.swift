import Foundation
import Models
import TestSupport
import Testing

@Suite struct CheckpointTests {
  @Test func aFolderOfShardsOpensThroughItsIndex() throws {
    let checkpoint = try CheckpointFixtures.open("sharded")
    #expect(checkpoint.names == ["a.weight", "b.weight", "c.weight"])
    #expect(checkpoint.format == .safetensors)
    #expect(try CheckpointFixtures.open("torch-shards").names == ["a.weight", "b.weight"])
  }

  @Test func aShardThatIsNotThereIsNamed() throws {
    let folder = try TemporaryFolder()
    for name in ["model.safetensors.index.json", "model-00001-of-00002.safetensors"] {
      _ = try folder.file(name, Data(contentsOf: CheckpointFixtures.url("sharded/\(name)")))
    }
    let error = try checkpointError { _ = try Checkpoint(at: folder.url) }
    #expect(error.kind == .unreadable)
    #expect(error.file.lastPathComponent == "model-00002-of-00002.safetensors")
  }

  @Test func anIndexThatPromisesMoreThanTheShardsHoldIsAnError() throws {
    let folder = try TemporaryFolder()
    let shard = "model-00002-of-00002.safetensors"
    _ = try folder.file(shard, Data(contentsOf: CheckpointFixtures.url("sharded/\(shard)")))
    let index = #"{"weight_map": {"c.weight": "\#(shard)", "d.weight": "\#(shard)"}}"#
    _ = try folder.file("model.safetensors.index.json", Data(index.utf8))
    let error = try checkpointError { _ = try Checkpoint(at: folder.url) }
    #expect(error.kind == .missingTensor && error.tensor == "d.weight")
  }

  @Test(arguments: ["../model.safetensors", "/etc/passwd", "", ".", "model.safetensors.index.json"])
  func anIndexCannotNameFilesElsewhere(name: String) throws {
    let folder = try TemporaryFolder()
    _ = try folder.file("model.safetensors.index.json", Data(#"{"weight_map": {"a": "\#(name)"}}"#.utf8))
    let error = try checkpointError { _ = try Checkpoint(at: folder.url) }
    #expect([.malformed, .unreadable].contains(error.kind))
  }

  @Test func theFormatComesFromTheFirstBytes() throws {
    let formats: [String: Checkpoint.Format] = [
      "types.safetensors": .safetensors, "state.pt": .pytorch, "legacy.pt": .pytorch, "types.gguf": .gguf,
      "llama2c.bin": .llama2c,
    ]
    let folder = try TemporaryFolder()
    for (name, format) in formats {
      let file = try folder.file("weights", Data(contentsOf: CheckpointFixtures.url(name)))
      #expect(try Checkpoint(at: file).format == format)
    }
  }

  @Test func whatIsMissingOrMisshapenIsNamed() throws {
    let checkpoint = try CheckpointFixtures.open("sharded")
    #expect(try checkpoint.tensor("c.weight", shape: [5]).url.lastPathComponent == "model-00002-of-00002.safetensors")
    let missing = try checkpointError { _ = try checkpoint.tensor("x.b.weight", shape: [1]) }
    #expect(missing.kind == .missingTensor && missing.tensor == "x.b.weight" && missing.found.contains("b.weight"))
    let misshapen = try checkpointError { _ = try checkpoint.tensor("b.weight", shape: [5]) }
    #expect(misshapen.kind == .wrongShape && misshapen.expected.contains("[5]") && misshapen.found.contains("[4]"))
  }

  @Test func piecesOfATensorMakeTheWhole() throws {
    let tensor = try CheckpointFixtures.open("types.gguf").tensor("Q5_0.random")
    var pieces = [Float](repeating: 0, count: tensor.count)
    for start in stride(from: 0, to: tensor.count, by: 32) {
      pieces.withUnsafeMutableBufferPointer { buffer in
        tensor.read(
          elements: start..<start + 32, into: UnsafeMutableBufferPointer(rebasing: buffer[start..<start + 32]))
      }
    }
    #expect(pieces == tensor.floats())
  }

  @Test func aFolderWithoutWeightsSaysWhatIsWanted() throws {
    let folder = try TemporaryFolder()
    let error = try checkpointError { _ = try Checkpoint(at: folder.url) }
    #expect(error.description.contains("model.safetensors"))
    #expect(try checkpointError { _ = try Checkpoint(at: folder.url.appending(path: "none")) }.kind == .unreadable)
  }
}
