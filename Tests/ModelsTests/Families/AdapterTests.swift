import Foundation
import Layers
import Models
import Randomness
import Tensors
import TestSupport
import Testing

/// Adapters of every family against peft.
struct AdapterTests {
  private func folder(_ name: String) -> URL { TestFiles.fixture("models/adapters/\(name)") }

  private func adapted(_ name: String) throws -> (model: any LanguageModel, family: any ModelFamily) {
    let opened = try ModelFolder(TestFiles.fixture("models/families/\(name)"))
    let model = try opened.model()
    try model.readAdapters(from: folder(name), family: opened.family)
    return (model, opened.family)
  }

  @Test(arguments: FamilyFixture.decoders + FamilyFixture.encoderDecoders)
  func logitsEqualPEFT(name: String) throws {
    let (model, _) = try adapted(name)
    #expect(model.sites.allSatisfy { $0.layer.adapter != nil })
    let fixture = try FamilyFixture(name)
    let tokens = try fixture.tokens()
    let expected = try Checkpoint(at: folder(name).appending(path: "expected.safetensors")).floats("output.logits")
    let logits: Tensor
    if let model = model as? EncoderDecoder {
      let written = try fixture.tokens("input.decoder_ids")
      var spec = model.spec
      spec.startToken = written[0]
      let given = Dictionary(uniqueKeysWithValues: model.namedTensors.map { ($0.name, $0.tensor) })
      let begun = EncoderDecoder(spec, .given(given))
      for (site, adapted) in zip(begun.sites, model.sites) { site.layer.adapter = adapted.layer.adapter }
      let batch = Batch([(tokens: tokens + written.dropFirst() + [0], answerStart: tokens.count)])
      logits = begun.answers(batch, ecg: .none, .inference)
    } else {
      let decoder = model.decoder
      logits = decoder.logits(decoder.hidden(tokens, Segments(lengths: [tokens.count]), .inference), .inference)
    }
    let largest = expected.map(abs).max() ?? 0
    try #require(logits.count == expected.count)
    let deviation = zip(logits.values, expected).map { abs($0 - $1) }.max() ?? .infinity
    #expect(deviation <= 1e-4 * largest, "off by \(deviation), the largest is \(largest)")
  }

  @Test(arguments: FamilyFixture.decoders + FamilyFixture.encoderDecoders)
  func whatIsWrittenIsWhatPEFTWrites(name: String) throws {
    let (model, family) = try adapted(name)
    let written = FileManager.default.temporaryDirectory.appending(path: "meit-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: written) }
    try model.writeAdapters(to: written, family: family)
    let ours = try AdapterFolder(at: written)
    let theirs = try AdapterFolder(at: folder(name))
    #expect(ours.configuration.targetModules == theirs.configuration.targetModules)
    #expect(ours.configuration.rank == theirs.configuration.rank)
    #expect(ours.configuration.alpha == theirs.configuration.alpha)
    #expect(ours.configuration.fanInFanOut == theirs.configuration.fanInFanOut)
    #expect(ours.configuration.taskType == theirs.configuration.taskType)
    #expect(ours.tensors.keys.sorted() == theirs.tensors.keys.sorted())
    for (tensor, stored) in ours.tensors { #expect(stored.floats() == theirs.tensors[tensor]?.floats(), "\(tensor)") }
  }

  @Test func someOfTheLayersAreNamedInFull() throws {
    let opened = try ModelFolder(TestFiles.fixture("models/families/gpt2"))
    let model = try opened.model()
    for (name, layer) in model.sites where name.hasSuffix("attention.output") {
      layer.adapt(.init(rank: 2, alpha: 4, dropout: 0), random: Random(seed: 1))
    }
    let written = FileManager.default.temporaryDirectory.appending(path: "meit-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: written) }
    try model.writeAdapters(to: written, family: opened.family)
    // `c_proj` alone would mean the feed-forward layer of that name as well.
    #expect(
      try AdapterFolder(at: written).configuration.targetModules
        == ["transformer.h.0.attn.c_proj", "transformer.h.1.attn.c_proj"])
  }

  @Test func anAdapterOfAnotherFamilyIsAnError() throws {
    let opened = try ModelFolder(TestFiles.fixture("models/families/llama"))
    let error = #expect(throws: CheckpointError.self) {
      try opened.model().readAdapters(from: folder("gpt2"), family: opened.family)
    }
    #expect(error?.kind == .unexpectedTensor)
  }
}
