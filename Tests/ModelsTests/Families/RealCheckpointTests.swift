import Foundation
import Layers
import Models
import Randomness
import Tensors
import TestSupport
import Testing
import Tokenizers

/// Real pretrained models, where they are at hand.
struct RealCheckpointTests {
  private static let smollm2 = ProcessInfo.processInfo.environment["MEIT_SMOLLM2"].map { URL(filePath: $0) }

  private func generated(_ model: any LanguageModel, _ prompt: [Int32], count: Int, ends: Set<Int32>) -> [Int32] {
    let generator = ReportGenerator(languageModel: model, fusion: .none, random: Random(seed: 0)) {
      preconditionFailure("no fusion, no encoder")
    }
    return generator.generated(
      prompts: [prompt], signals: nil, options: .init(maximumNewTokens: count, endTokens: ends))[0]
  }

  @Test(.enabled(if: TestFiles.shared != nil, TestFiles.noShared))
  func stories260KTellsItsDocumentedStory() throws {
    let folder = try #require(TestFiles.shared).appending(path: "data/lm/stories260K")
    let model = try ModelFolder(folder.appending(path: "stories260K.bin")).model()
    let tokenizer = try Tokenizer(
      llama2C: Array(Data(contentsOf: folder.appending(path: "tok512.bin"))), name: "tok512.bin")
    let text = try String(contentsOf: folder.appending(path: "stories260K.md"), encoding: .utf8)
    let start = try #require(text.range(of: "Once upon a time"))
    let end = try #require(text.range(of: "We can help you.", range: start.lowerBound..<text.endIndex))
    let story = generated(model, [1], count: 256, ends: [1, 2])
    let told = tokenizer.decode(story).trimmingCharacters(in: .whitespaces)
    #expect(told.hasPrefix(String(text[start.lowerBound..<end.upperBound])))
  }

  /// `Scripts/references/models/make_smollm2.py` says where the file comes from; MEIT_SMOLLM2 is its path.
  @Test(.enabled(if: smollm2 != nil, "skipped: MEIT_SMOLLM2 names no file"))
  func smolLM2AnswersAsInTransformers() throws {
    let folder = try ModelFolder(try #require(Self.smollm2))
    let model = try folder.model()
    let end = try #require(try folder.tokenizer().id("<|im_end|>"))
    let expected = try Checkpoint(at: TestFiles.fixture("models/smollm2.safetensors"))
    for index in 0..<20 {
      let prompt = try expected.tensor("input.\(index)").integers().map { Int32($0) }
      let answer = try expected.tensor("output.\(index)").integers().map { Int32($0) }
      #expect(generated(model, prompt, count: 48, ends: [end]) == answer, "prompt \(index)")
      let logits = model.continuation(of: [prompt], length: 1, ecg: .none).logits.values
      let wanted = try expected.floats("logits.\(index)")
      let largest = wanted.map(abs).max() ?? 0
      let deviation = wanted.indices.map { abs(logits[$0 * 64] - wanted[$0]) }.max() ?? .infinity
      #expect(deviation <= 1e-4 * largest, "prompt \(index): off by \(deviation), the largest is \(largest)")
    }
  }

  @Test(.enabled(if: smollm2 != nil, "skipped: MEIT_SMOLLM2 names no file"))
  func smolLM2sTokenizerReadsAsInTransformers() throws {
    let tokenizer = try ModelFolder(try #require(Self.smollm2)).tokenizer()
    let expected = try Checkpoint(at: TestFiles.fixture("models/smollm2.safetensors"))
    let text = "<|im_start|>user\nWhat is an electrocardiogram?<|im_end|>\n<|im_start|>assistant\n"
    let wanted = try expected.tensor("input.0").integers().map { Int32($0) }
    #expect(tokenizer.encode(text, addingSpecialTokens: false) == wanted)
  }
}
