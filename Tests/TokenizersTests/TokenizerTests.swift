import Foundation
import Testing
import Tokenizers

/// Every kind of tokenizer against the ids of the Python packages, on the same random strings.
struct TokenizerTests {
  static let fixtures = [
    "byte_level_600.json", "bpe_400.model", "unigram_350.model", "pipeline_bert.json", "pipeline_bloom.json",
    "pipeline_gpt_neox.json", "pipeline_llama2.json", "pipeline_llama3.json", "pipeline_qwen2.json",
    "pipeline_smollm2.json", "pipeline_unigram.json",
  ]

  @Test(arguments: fixtures)
  func idsEqualThoseOfThePythonPackage(_ name: String) throws {
    let tokenizer = try Tokenizer(contentsOf: TokenizerFixture.url(name))
    let stem = name.prefix { $0 != "." }
    let expected = try ExpectedIDs(fixture: stem + ".ids.json")
    for example in expected.shown {
      #expect(tokenizer.encode(example.text, addingSpecialTokens: false) == example.ids, "\(example.text)")
    }
    #expect(try expected.hashes { tokenizer.encode($0, addingSpecialTokens: false) } == expected.hashes)
  }

  @Test func byteLevelDecodingGivesTheTextBack() throws {
    let tokenizer = try Tokenizer(contentsOf: TokenizerFixture.url("byte_level_600.json"))
    for text in try RandomStrings.make(500, ["</s>"]) {
      #expect(tokenizer.decode(tokenizer.encode(text), skippingSpecialTokens: false) == text)
    }
  }

  @Test func specialTokensAreFoundInTheTextAndLeftOutOnDemand() throws {
    let tokenizer = try Tokenizer(contentsOf: TokenizerFixture.url("byte_level_600.json"))
    let ids = tokenizer.encode("<s>sinus rhythm</s>")
    #expect(ids.first == 0 && ids.last == 1)
    #expect(tokenizer.decode(ids) == "sinus rhythm")
    #expect(tokenizer.decode(ids, skippingSpecialTokens: false) == "<s>sinus rhythm</s>")
    #expect(tokenizer.specialTokens.eos == 1 && tokenizer.id("<pad>") == 2 && tokenizer.token(2) == "<pad>")
  }

  @Test func idsOutsideOfTheVocabularyDecodeToNothing() throws {
    let tokenizer = try Tokenizer(contentsOf: TokenizerFixture.url("byte_level_600.json"))
    #expect(tokenizer.decode([-1, Int32.max, Int32(tokenizer.vocabularySize)]).isEmpty)
    #expect(tokenizer.token(-1) == nil && tokenizer.token(Int32.max) == nil)
  }
}
