import Foundation
import Models
import Tensors
import TestSupport
import Testing

/// Models in GGUF files, which describe themselves.
struct GGUFModelTests {
  /// The tensors of a block as llama.cpp names them, and as we do.
  private static let blockNames = [
    ("attn_norm", "attentionNorm"), ("attn_qkv", "attention.projections"), ("attn_output", "attention.output"),
    ("ffn_norm", "feedForwardNorm"), ("ffn_up", "feedForward.up"), ("ffn_down", "feedForward.down"),
  ]

  private static func name(_ own: String) -> String {
    let ends = [
      "embedding": "token_embd.weight", "positionEmbedding": "position_embd.weight",
      "finalNorm.weight": "output_norm.weight", "finalNorm.bias": "output_norm.bias",
    ]
    let name = own.replacing("blocks.", with: "blk.")
    return ends[own] ?? blockNames.reduce(name) { $0.replacing(".\($1.1).", with: ".\($1.0).") }
  }

  private static func write(_ model: TextDecoder, architecture: String, to url: URL) throws {
    let spec = model.spec
    let metadata: [String: MetadataValue] = [
      "general.architecture": .text(architecture), "gpt2.embedding_length": .integer(spec.width),
      "gpt2.block_count": .integer(spec.layers), "gpt2.attention.head_count": .integer(spec.heads),
      "gpt2.feed_forward_length": .integer(spec.hidden), "gpt2.context_length": .integer(spec.context),
      "gpt2.attention.layer_norm_epsilon": .real(1e-5),
    ]
    let tensors = model.namedTensors.map {
      TensorToWrite(name($0.name), type: .f32, shape: $0.tensor.shape, $0.tensor.values)
    }
    try Checkpoint.writeGGUF(tensors, metadata: metadata, to: url)
  }

  @Test func gpt2OpensAsTheSameModel() throws {
    let model = try FamilyFixture("gpt2").decoder().decoder
    let folder = try TemporaryFolder()
    let url = folder.url.appending(path: "model.gguf")
    try Self.write(model, architecture: "gpt2", to: url)
    let opened = try ModelFolder(url)
    #expect(opened.family.name == "gpt2")
    let prompts: [[Int32]] = [[5, 6, 7], [8, 9, 10, 11, 12]]
    let logits = [model, try opened.model()].map { $0.continuation(of: prompts, length: 4, ecg: .none).logits.values }
    #expect(logits[0] == logits[1])
  }

  @Test func anUnknownArchitectureIsNamedWithThoseThatAreKnown() throws {
    let folder = try TemporaryFolder()
    let url = folder.url.appending(path: "model.gguf")
    try Self.write(try FamilyFixture("gpt2").decoder().decoder, architecture: "mamba", to: url)
    let error = #expect(throws: CheckpointError.self) { try ModelFolder(url) }
    #expect(error.map { "\($0)" }?.contains("llama, qwen2, gpt2") == true)
    #expect(error.map { "\($0)" }?.contains("mamba") == true)
  }
}
