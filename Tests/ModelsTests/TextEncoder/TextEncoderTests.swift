import Foundation
import Layers
import Models
import Tensors
import TestSupport
import Testing

/// BERT and RoBERTa against transformers on the same weights.
struct TextEncoderTests {
  static let families = ["bert", "roberta"]
  static let layers = 3

  static func folder(_ name: String) -> URL { TestFiles.fixture("text-encoder/\(name)") }

  @Test(arguments: families) func everyLayerEqualsTransformers(name: String) throws {
    let encoder = try TextEncoder(folder: Self.folder(name))
    let expected = try Checkpoint(at: Self.folder(name).appending(path: "expected.safetensors"))
    let integers = { (name: String) in try expected.tensor(name).integers() }
    let segments = Segments(lengths: try integers("input.lengths").map { Int($0) })
    let tokens = try integers("input.ids").map { Int32($0) }
    let types = try integers("input.types").map { Int32($0) }
    #expect(encoder.blocks.count == Self.layers)
    for layer in 0...Self.layers {
      let hidden = encoder.hidden(tokens, types: types, segments, layer: layer)
      let wanted = try expected.floats("output.layer.\(layer)")
      try #require(hidden.count == wanted.count)
      let deviation = zip(hidden.values, wanted).map { abs($0 - $1) }.max() ?? .infinity
      #expect(deviation < 1e-4, "layer \(layer)")
    }
  }

  @Test func textsOfManyLengthsAreEncodedAsEachAlone() throws {
    let sentences = try SentenceEncoder(folder: Self.folder("bert"))
    let texts = ["sinus rhythm", "", "normal ecg, normal axis", "a"].map(sentences.tokens)
    var found: [Int: [Float]] = [:]
    sentences.embed(texts, layer: 2) { found[$0] = Array($1) }
    #expect(found.count == texts.count)
    for (index, tokens) in texts.enumerated() {
      let alone = sentences.encoder.hidden(tokens, Segments(lengths: [tokens.count]), layer: 2).values
      let packed = try #require(found[index])
      try #require(packed.count == alone.count)
      #expect(zip(packed, alone).allSatisfy { abs($0 - $1) < 1e-5 })
    }
  }

  @Test func aTextLongerThanTheContextIsCutBeforeItsEndMarker() throws {
    let sentences = try SentenceEncoder(folder: Self.folder("bert"))
    let tokens = sentences.tokens(String(repeating: "a ", count: 100))
    #expect(tokens.count == sentences.encoder.spec.blocks.context)
    #expect(tokens.first == sentences.tokenizer.id("[CLS]"))
    #expect(tokens.last == sentences.tokenizer.id("[SEP]"))
    #expect(sentences.tokens(" \n").count == 2)
  }

  @Test func aDecoderIsNoTextEncoder() throws {
    let error = #expect(throws: CheckpointError.self) {
      try TextEncoder(folder: TestFiles.fixture("models/families/gpt2"))
    }
    #expect(error?.kind == .unsupported)
    #expect(error?.description.contains("roberta") == true)
  }

  /// Layers of 2018 call a norm's weight gamma; what stands after the encoder is left out, all else is an error.
  @Test(arguments: [
    ("bert.encoder.layer.1.output.LayerNorm.gamma", true), ("encoder.layer.1.output.LayerNorm.weight", true),
    ("encoder.layer.1.output.LayerNorm.scale", false),
  ]) func namesOfOldCheckpointsAreKnown(name: String, isKnown: Bool) throws {
    let folder = Self.folder("bert")
    let configuration = try ModelConfiguration(contentsOf: folder.appending(path: "config.json"))
    let spec = try TextEncoderFamily.bert.spec(configuration)
    let stored = try Checkpoint(at: folder)
    let file = FileManager.default.temporaryDirectory.appending(path: "meit-\(UUID().uuidString).safetensors")
    defer { try? FileManager.default.removeItem(at: file) }
    let renamed = try stored.names.map { old in
      let tensor = try stored.tensor(old)
      let values = tensor.floats()
      return TensorToWrite(
        old == "encoder.layer.1.output.LayerNorm.weight" ? name : old, type: .f32, shape: tensor.shape
      ) { buffer in
        _ = buffer.update(fromContentsOf: values)
      }
    }
    try Checkpoint.write(renamed, metadata: [:], to: file)
    let load = { try TextEncoder(Checkpoint(at: file), family: .bert, spec: spec) }
    if isKnown {
      #expect(try load().blocks.count == Self.layers)
    } else {
      #expect(throws: CheckpointError.self) { try load() }
    }
  }
}
