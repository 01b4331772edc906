import Foundation
import Models
import TestSupport
import Testing

@Suite struct Llama2CTests {
  @Test func tensorsGetMetasNames() throws {
    let expected = try CheckpointFixtures.open("llama2c-expected.safetensors")
    let own = try CheckpointFixtures.open("llama2c-own-head.bin")
    #expect(own.names == expected.names)
    try CheckpointFixtures.requireSame(own, as: expected)
    let tied = try CheckpointFixtures.open("llama2c.bin")
    #expect(tied.names == expected.names.filter { $0 != "output.weight" })
    #expect(tied.metadata == own.metadata)
    #expect(tied.metadata["vocab_size"] == .integer(10))
    #expect(tied.metadata["n_kv_heads"] == .integer(2))
  }

  @Test(.enabled(if: TestFiles.shared != nil, TestFiles.noShared))
  func aRealModelOpens() throws {
    let folder = try #require(TestFiles.shared).appending(path: "data/lm/stories260K")
    let name = try #require(
      FileManager.default.contentsOfDirectory(atPath: folder.path).first {
        $0.hasPrefix("stories") && $0.hasSuffix(".bin")
      })
    let checkpoint = try Checkpoint(at: folder.appending(path: name))
    #expect(checkpoint.format == .llama2c)
    #expect(try checkpoint.shape(of: "tok_embeddings.weight") == [512, 64])
    #expect(checkpoint.metadata["n_layers"] == .integer(5))
  }
}
