import Foundation
import Layers
import Models
import Randomness
import Tensors
import Testing

/// BART and T5 against transformers on the same weights.
struct EncoderDecoderTests {
  private func model(_ fixture: FamilyFixture) throws -> EncoderDecoder {
    let family = try ModelFamilies.of(fixture.configuration)
    return try #require(try family.model(fixture.configuration, fixture.checkpoint) as? EncoderDecoder)
  }

  @Test(arguments: FamilyFixture.encoderDecoders)
  func logitsEqualTransformers(name: String) throws {
    let fixture = try FamilyFixture(name)
    let model = try model(fixture)
    let prompt = try fixture.tokens()
    let written = try fixture.tokens("input.decoder_ids")
    let pass = Pass.inference
    try fixture.expect(
      model.encoded(prompt, Segments(lengths: [prompt.count]), pass), equals: "output.encoder")
    // The reference feeds the decoder tokens of its own, without the start token.
    let batch = Batch([(tokens: prompt + written.dropFirst() + [0], answerStart: prompt.count)])
    var begun = model.spec
    begun.startToken = written[0]
    let shifted = EncoderDecoder(
      begun, .given(Dictionary(uniqueKeysWithValues: model.namedTensors.map { ($0.name, $0.tensor) })))
    try fixture.expect(shifted.answers(batch, ecg: .none, pass), equals: "output.logits")
    try fixture.expect(
      shifted.answers(batch, ecg: .joined(try fixture.row("input.ecg")), pass), equals: "output.logits_ecg")
  }

  @Test(arguments: FamilyFixture.encoderDecoders)
  func cacheChangesNothing(name: String) throws {
    let model = try model(try FamilyFixture(name))
    for fusion in TestModels.fusions + [.encoderDecoder(), .encoderDecoder(tokens: 3)] {
      if case .concat = fusion, !model.decoder.spec.headsFillWidth { continue }
      let random = Random(seed: 11)
      let generator = ReportGenerator(languageModel: model, fusion: fusion, random: random) {
        TemporalConvolution(.init(depth: .eighteen, width: 4), random: random.split("encoder"))
      }
      try TestModels.expectCacheChangesNothing(
        generator, prompts: [[5, 6, 7, 8, 9, 10, 11], [12, 13], [20, 21, 22]],
        options: .init(maximumNewTokens: 10, endTokens: [17]))
    }
  }

  @Test(arguments: FamilyFixture.encoderDecoders)
  func everyAdapterGetsAGradient(name: String) throws {
    let model = try model(try FamilyFixture(name))
    model.setTrainable(false)
    for (name, layer) in model.sites {
      layer.adapt(.init(rank: 2, alpha: 4, dropout: 0), random: Random(seed: 1).split(name))
    }
    let random = Random(seed: 11)
    let generator = ReportGenerator(languageModel: model, fusion: .encoderDecoder(), random: random) {
      TemporalConvolution(.init(depth: .eighteen, width: 4), random: random.split("encoder"))
    }
    let batch = Batch(
      [(tokens: [5, 6, 7, 8, 9], answerStart: 3), (tokens: [4, 5, 6], answerStart: 1)], signals: TestModels.signals(2))
    generator.loss(batch, Pass(isTraining: true)).backward()
    for (name, layer) in model.sites { #expect(layer.adapter?.up.gradient != nil, "\(name)") }
    #expect(generator.projector?.parameters.allSatisfy { $0.tensor.gradient != nil } == true)
  }

  @Test(arguments: FamilyFixture.encoderDecoders)
  func writtenAgainItIsTheSame(name: String) throws {
    let fixture = try FamilyFixture(name)
    let model = try model(fixture)
    let family = try ModelFamilies.of(fixture.configuration)
    let folder = FileManager.default.temporaryDirectory.appending(path: "meit-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try model.write(to: folder, family: family, type: .f16)
    let again = try #require(try ModelFolder(folder).model() as? EncoderDecoder)
    #expect(again.spec == model.spec)
    let written = try Checkpoint(at: folder)
    #expect(written.names == fixture.checkpoint.names)
    for tensor in written.names {
      #expect(try written.floats(tensor) == fixture.checkpoint.floats(tensor), "\(tensor)")
    }
  }
}
