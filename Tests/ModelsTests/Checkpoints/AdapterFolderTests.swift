import Foundation
import Models
import TestSupport
import Testing

@Suite struct AdapterFolderTests {
  @Test func anAdapterOfPeftIsRead() throws {
    let adapter = try AdapterFolder(at: CheckpointFixtures.url("adapter"))
    #expect(
      adapter.configuration
        == AdapterFolder.Configuration(
          rank: 2, alpha: 6, dropout: 0.1, targetModules: ["c_attn", "c_fc"], fanInFanOut: true))
    #expect(adapter.configuration.scale == 3)
    #expect(
      adapter.tensors.mapValues(\.shape) == [
        "transformer.h.0.attn.c_attn.lora_A.weight": [2, 8], "transformer.h.0.attn.c_attn.lora_B.weight": [24, 2],
        "transformer.h.0.mlp.c_fc.lora_A.weight": [2, 8], "transformer.h.0.mlp.c_fc.lora_B.weight": [32, 2],
      ])
  }

  @Test func whatIsWrittenIsReadBack() throws {
    let folder = try TemporaryFolder()
    let configuration = AdapterFolder.Configuration(
      rank: 2, alpha: 8, targetModules: ["v_proj", "q_proj"], rankStabilised: true, baseModel: "tiny")
    let tensors = [
      TensorToWrite("m.q_proj.lora_A.weight", shape: [2, 3], [1, 2, 3, 4, 5, 6]),
      TensorToWrite("m.q_proj.lora_B.weight", shape: [1, 2], [7, 8]),
    ]
    try AdapterFolder.write(configuration, tensors, to: folder.url.appending(path: "deep/adapter"))
    let adapter = try AdapterFolder(at: folder.url.appending(path: "deep/adapter"))
    #expect(adapter.configuration == configuration)
    #expect(adapter.configuration.targetModules == ["q_proj", "v_proj"])
    #expect(adapter.tensors["m.q_proj.lora_A.weight"]?.floats() == [1, 2, 3, 4, 5, 6])
    #expect(adapter.tensors.count == 2)
  }

  @Test(arguments: [
    (#""use_dora": true"#, "use_dora"), (#""bias": "all""#, "bias"),
    (#""modules_to_save": ["score"]"#, "modules_to_save"),
    (#""rank_pattern": {"q_proj": 4}"#, "rank_pattern"), (#""alpha_pattern": {"q_proj": 4}"#, "alpha_pattern"),
  ])
  func whatIsNotKnownIsRefused(entry: String, name: String) throws {
    let folder = try TemporaryFolder()
    let json = #"{"peft_type": "LORA", "r": 2, "lora_alpha": 4, \#(entry)}"#
    _ = try folder.file(AdapterFolder.configurationName, Data(json.utf8))
    let error = try checkpointError { _ = try AdapterFolder(at: folder.url) }
    #expect(error.kind == .unsupported && error.expected.contains(name))
  }

  @Test func aMatrixWithoutItsPartnerOrOfAnotherRankIsAnError() throws {
    let folder = try TemporaryFolder()
    let configuration = AdapterFolder.Configuration(rank: 2, alpha: 4, targetModules: ["q"])
    let a = TensorToWrite("q.lora_A.weight", shape: [2, 1], [1, 2])
    try AdapterFolder.write(configuration, [a], to: folder.url)
    let missing = try checkpointError { _ = try AdapterFolder(at: folder.url) }
    #expect(missing.kind == .missingTensor && missing.tensor == "q.lora_B.weight")
    try AdapterFolder.write(
      configuration, [a, TensorToWrite("q.lora_B.weight", shape: [1, 3], [1, 2, 3])], to: folder.url)
    let misshapen = try checkpointError { _ = try AdapterFolder(at: folder.url) }
    #expect(misshapen.kind == .wrongShape && misshapen.tensor == "q.lora_B.weight")
  }
}
