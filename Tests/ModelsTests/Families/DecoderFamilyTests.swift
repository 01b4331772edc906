import Foundation
import Layers
import Models
import Randomness
import Tensors
import TestSupport
import Testing

/// Every family of decoders against transformers on the same weights.
struct DecoderFamilyTests {
  @Test(arguments: FamilyFixture.decoders)
  func logitsEqualTransformers(name: String) throws {
    let fixture = try FamilyFixture(name)
    let (decoder, _) = try fixture.decoder()
    let tokens = try fixture.tokens()
    let segments = Segments(lengths: [tokens.count])
    let pass = Pass.inference
    let alone = decoder.logits(decoder.hidden(tokens, segments, pass), pass)
    try fixture.expect(alone, equals: "output.logits")
    let ecg = ECGContext.columns(try fixture.row("input.h_e"))
    try fixture.expect(
      decoder.logits(decoder.hidden(tokens, segments, ecg: ecg, pass), pass), equals: "output.logits_ecg")
  }

  @Test(arguments: FamilyFixture.decoders)
  func cacheChangesNothing(name: String) throws {
    let (decoder, _) = try FamilyFixture(name).decoder()
    for fusion in TestModels.fusions {
      let random = Random(seed: 11)
      let generator = ReportGenerator(languageModel: decoder, fusion: fusion, random: random) {
        TemporalConvolution(.init(depth: .eighteen, width: 4), random: random.split("encoder"))
      }
      try TestModels.expectCacheChangesNothing(
        generator, prompts: [[5, 6, 7, 8, 9, 10, 11], [12, 13], [20, 21, 22]],
        options: .init(maximumNewTokens: 10, endTokens: [2, 17]))
    }
  }

  @Test(arguments: FamilyFixture.decoders)
  func writtenAgainItIsTheSame(name: String) throws {
    let fixture = try FamilyFixture(name)
    let (decoder, family) = try fixture.decoder()
    let folder = FileManager.default.temporaryDirectory.appending(path: "meit-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try decoder.write(to: folder, family: family, type: .f16)
    let configuration = try ModelConfiguration(contentsOf: folder.appending(path: "config.json"))
    #expect(try ModelFamilies.of(configuration).name == family.name)
    #expect(try family.spec(configuration) == decoder.spec)
    let written = try Checkpoint(at: folder)
    #expect(written.names == fixture.checkpoint.names)
    for tensor in written.names {
      #expect(try written.floats(tensor) == fixture.checkpoint.floats(tensor), "\(tensor)")
    }
  }

  @Test func aTensorThatNoParameterTakesIsAnError() throws {
    let fixture = try FamilyFixture("qwen2.5")
    let error = #expect(throws: CheckpointError.self) {
      let spec = try DecoderFamily.llama.spec(fixture.configuration)
      _ = try TextDecoder(fixture.checkpoint, family: .llama, spec: spec)
    }
    #expect(error?.kind == .unexpectedTensor)
    #expect(error?.description.contains("k_proj.bias") == true)
  }

  @Test func aParameterThatNoTensorFillsIsAnError() throws {
    let fixture = try FamilyFixture("llama")
    let names = fixture.checkpoint.names.filter { $0 != "model.layers.1.mlp.up_proj.weight" }
    let error = #expect(throws: CheckpointError.self) {
      _ = try TextDecoder(
        try fixture.checkpoint.keeping(names), family: .llama, spec: DecoderFamily.llama.spec(fixture.configuration))
    }
    #expect(error?.kind == .missingTensor)
    #expect(error?.description.contains("model.layers.1.mlp.up_proj.weight") == true)
  }
}
