import Foundation
import Models
import TestSupport
import Testing
import Tokenizers

@Suite struct GGUFTests {
  @Test func everyTypeIsDequantisedBitForBit() throws {
    let checkpoint = try CheckpointFixtures.open("types.gguf")
    let expected = try CheckpointFixtures.open("types-expected.safetensors")
    #expect(checkpoint.names == expected.names)
    try CheckpointFixtures.requireSame(checkpoint, as: expected)
    let quantised = TensorType.allCases.filter(\.isQuantised)
    #expect(try quantised.allSatisfy { try checkpoint.type(of: $0.rawValue) == $0 })
  }

  @Test func metadataOfEveryKindIsRead() throws {
    let metadata = try CheckpointFixtures.open("types.gguf").metadata
    let integers = [
      "uint8": 200, "int8": -5, "uint16": 60000, "int16": -5, "uint32": 4_000_000_000, "int32": -5, "uint64": 1 << 40,
      "int64": -(1 << 40),
    ]
    for (kind, value) in integers { #expect(metadata["test.\(kind)"] == .integer(value)) }
    #expect(metadata["test.float32"] == .real(1.5))
    #expect(metadata["test.float64"] == .real(0.1))
    #expect(metadata["test.bool"] == .flag(true))
    #expect(metadata["test.string"] == .text("é😀"))
    #expect(metadata["test.flags"] == .flags([true, false]))
    #expect(metadata["general.architecture"] == .text("llama"))
    #expect(metadata["tokenizer.ggml.tokens"] == .texts(["<unk>", "<s>", "▁ECG", "é"]))
    #expect(metadata["tokenizer.ggml.scores"] == .reals([0, -1.5, 2.25, 3]))
    #expect(metadata["tokenizer.ggml.token_type"] == .integers([3, 1, 1, 6]))
  }

  @Test func quantisingAgreesWithThePackage() throws {
    let expected = try CheckpointFixtures.open("quantised-expected.safetensors")
    let values = try expected.floats("values")
    let folder = try TemporaryFolder()
    let url = folder.url.appending(path: "a.gguf")
    let types: [TensorType] = [.q80, .q40, .bf16, .f16, .f32]
    let metadata: [String: MetadataValue] = [
      "general.architecture": .text("llama"), "a": .integer(7), "b": .integer(-1), "c": .real(0.5), "d": .flag(true),
      "e": .texts(["x", "é"]), "f": .integers([1, -2]), "g": .integers([1 << 40]), "h": .reals([0.25]),
      "i": .flags([true]),
    ]
    try Checkpoint.writeGGUF(
      types.map { TensorToWrite($0.rawValue, type: $0, shape: [3, 64], values) }, metadata: metadata, to: url)
    let checkpoint = try Checkpoint(at: url)
    #expect(checkpoint.metadata == metadata)
    for name in ["Q8_0", "Q4_0", "BF16"] {
      let bytes = try checkpoint.tensor(name, shape: [3, 64]).withBytes { Array($0) }
      #expect(try bytes == expected.tensor(name).withBytes { Array($0) }, "\(name)")
    }
    #expect(try checkpoint.floats("F32") == values)
  }

  /// llama.cpp's vocabulary of LLaMA with its own cases: texts between separator lines, one line of ids for each.
  @Test(.enabled(if: TestFiles.shared != nil, TestFiles.noShared))
  func theVocabularyOfLlamaGivesItsIDs() throws {
    let file = try #require(TestFiles.shared).appending(path: "data/tokenizers/llamacpp/ggml-vocab-llama-spm.gguf")
    let tokenizer = try Tokenizer(gguf: Checkpoint(at: file))
    #expect(tokenizer.vocabularySize == 32000)
    let texts = try String(contentsOf: file.appendingPathExtension("inp"), encoding: .utf8)
      .components(separatedBy: "\n__ggml_vocab_test__\n")
    let lines = try String(contentsOf: file.appendingPathExtension("out"), encoding: .utf8)
      .components(separatedBy: "\n")
    #expect(texts.count > 40 && lines.count >= texts.count - 1)
    for (text, line) in zip(texts, lines) {
      let expected = line.split(separator: " ").compactMap { Int32($0) }
      #expect(tokenizer.encode(text, addingSpecialTokens: false) == expected, "\(text)")
    }
  }
}
