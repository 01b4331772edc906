import Foundation
import Testing
import Tokenizers

struct GGUFVocabularyTests {
  private struct Document: Decodable {
    struct Model: Decodable {
      let vocab: [String: Int]
      let merges: [[String]]
    }
    let model: Model
  }

  @Test func byteLevelMetadataGivesTheIDsOfTheSameTokenizerJSON() throws {
    let url = TokenizerFixture.url("pipeline_smollm2.json")
    let document = try JSONDecoder().decode(Document.self, from: Data(contentsOf: url))
    let tokens = document.model.vocab.sorted { $0.value < $1.value }.map(\.key)
    var metadata = GGUFVocabulary(model: "gpt2", tokens: tokens)
    metadata.preTokenizer = "smollm"
    metadata.merges = document.model.merges.map { $0.joined(separator: " ") }
    metadata.types = tokens.map { $0 == "<s>" || $0 == "</s>" ? 3 : 1 }
    metadata.specialTokens = SpecialTokens(bos: 0, eos: 1)
    metadata.addsBOS = true
    let ours = try Tokenizer(gguf: metadata, name: "smollm2.gguf")
    let theirs = try Tokenizer(contentsOf: url)
    for text in try RandomStrings.make(500, ["<s>"]) {
      #expect(ours.encode(text, addingSpecialTokens: false) == theirs.encode(text))
    }
    #expect(ours.encode("ECG").first == 0)
  }

  @Test func unknownWordPatternsAreNamed() {
    var metadata = GGUFVocabulary(model: "gpt2", tokens: ["a"])
    metadata.preTokenizer = "other"
    let error = #expect(throws: TokenizerError.self) { try Tokenizer(gguf: metadata, name: "x.gguf") }
    #expect(error?.place == "tokenizer.ggml.pre")
  }
}
