import Foundation
import TestSupport
import Testing
import Tokenizers

/// The real vocabularies, which the project cannot carry, against the expected ids of other projects.
@Suite(.enabled(if: TestFiles.shared != nil, TestFiles.noShared))
struct SharedTokenizerTests {
  private static func url(_ path: String) throws -> URL {
    try #require(TestFiles.shared).appending(path: "data/tokenizers").appending(path: path)
  }

  private static func text(_ path: String) throws -> String { try String(contentsOf: url(path), encoding: .utf8) }

  private static func tokenizer(_ path: String, _ convention: SentencePieceConvention = .library) throws -> Tokenizer {
    guard convention != .library else { return try Tokenizer(contentsOf: url(path)) }
    return try Tokenizer(sentencePiece: Array(Data(contentsOf: url(path))), name: path, convention: convention)
  }

  /// kitoken's expectations: one line of ids for each line of text, in which `\n` and `\s` are written out.
  @Test(
    arguments: [
      ("gpt2/vocab.json", "tokenizers_small_tokens_gpt2", .library),
      ("gpt_neox/tokenizer.json", "tokenizers_small_tokens_gpt_neox", .library),
      ("llama3/tokenizer.model", "tokenizers_small_tokens_llama32", .library),
      ("llama2/tokenizer.model", "sentencepiece_small_tokens_llama2", .library),
      ("mistral01/tokenizer.model", "sentencepiece_small_tokens_mistral01", .library),
      ("t5/spiece.model", "sentencepiece_small_tokens_nai-t5", .library),
      ("llama2/tokenizer.model", "tokenizers_small_tokens_llama2", .transformers(legacy: true)),
      ("mistral01/tokenizer.model", "tokenizers_small_tokens_mistral01", .transformers(legacy: false)),
    ] as [(String, String, SentencePieceConvention)])
  func idsOfKitoken(_ path: String, _ expectation: String, _ convention: SentencePieceConvention) throws {
    let tokenizer = try Self.tokenizer(path, convention)
    let texts = try Self.text("tests_kitoken/small_input.txt").split(separator: "\n", omittingEmptySubsequences: false)
    let lines = try Self.text("tests_kitoken/\(expectation).txt").split(
      separator: "\n", omittingEmptySubsequences: false)
    #expect(texts.count > 20)
    for (text, line) in zip(texts, lines) {
      let plain = String(text).replacing("\\n", with: "\n").replacing("\\s", with: " ")
      let expected = line.split(separator: ",").compactMap { Int32($0.trimmingCharacters(in: .whitespaces)) }
      #expect(tokenizer.encode(plain, addingSpecialTokens: false) == expected, "\(plain)")
    }
  }

  /// kitoken's texts as T5 gives them back, unknown characters included.
  @Test func textsOfKitoken() throws {
    let tokenizer = try Self.tokenizer("t5/spiece.model")
    let lines = try ["tokens", "output"].map {
      try Self.text("tests_kitoken/sentencepiece_small_\($0)_nai-t5.txt").split(
        separator: "\n", omittingEmptySubsequences: false)
    }
    #expect(lines[0].count > 15 && lines[0].count == lines[1].count)
    for (ids, text) in zip(lines[0], lines[1]) {
      let ids = ids.split(separator: ",").compactMap { Int32($0.trimmingCharacters(in: .whitespaces)) }
      #expect(tokenizer.decode(ids, skippingSpecialTokens: false) == text.replacing("\\s", with: " "))
    }
  }

  /// llama.cpp's cases: texts between separator lines, one line of ids for each.
  @Test(arguments: [
    ("gpt2/vocab.json", "ggml-vocab-gpt-2"), ("llama3/tokenizer.model", "ggml-vocab-llama-bpe"),
    ("llama2/tokenizer.model", "ggml-vocab-llama-spm"),
  ])
  func idsOfLlamaCpp(_ path: String, _ name: String) throws {
    let tokenizer = try Self.tokenizer(path)
    let texts = try Self.text("llamacpp/\(name).gguf.inp").components(separatedBy: "\n__ggml_vocab_test__\n")
    let lines = try Self.text("llamacpp/\(name).gguf.out").components(separatedBy: "\n")
    #expect(texts.count > 40 && lines.count >= texts.count - 1)
    for (text, line) in zip(texts, lines) {
      let expected = line.split(separator: " ").compactMap { Int32($0) }
      #expect(tokenizer.encode(text, addingSpecialTokens: false) == expected, "\(text)")
    }
  }

  private static var decoder: JSONDecoder {
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    return decoder
  }

  private struct Encoded: Decodable {
    let text: String
    let tokenIds: [Int32]
  }

  @Test(arguments: [
    ("gpt2/vocab.json", "gpt2_encoded_tokens"), ("bert_uncased/vocab.txt", "bert_uncased_encoded"),
    ("t5/spiece.model", "t5_base_encoded"), ("llama2/tokenizer.model", "llama_encoded"),
    ("llama3/tokenizer.model", "llama_3.2_encoded"),
  ])
  func idsOfSwiftTransformers(_ path: String, _ name: String) throws {
    let expected = try Self.decoder.decode(
      Encoded.self, from: Data(contentsOf: Self.url("tests_swift_transformers/\(name).json")))
    #expect(try Self.tokenizer(path).encode(expected.text) == expected.tokenIds)
  }

  private struct Case: Decodable {
    struct Encoding: Decodable { let inputIds: [Int32] }
    let input: String
    let encoded: Encoding
    let decodedWithoutSpecial: String
  }

  @Test(arguments: [
    ("gpt2/vocab.json", "distilgpt2"), ("bert_uncased/vocab.txt", "google-bert/bert-base-uncased"),
    ("t5/spiece.model", "t5-base"), ("llama2/tokenizer.model", "coreml-projects/Llama-2-7b-chat-coreml"),
    ("llama3/tokenizer.model", "pcuenq/Llama-3.2-1B-Instruct-tokenizer"),
  ])
  func casesOfSwiftTransformers(_ path: String, _ name: String) throws {
    let all = try Self.decoder.decode(
      [String: [Case]].self, from: Data(contentsOf: Self.url("tests_swift_transformers/tokenizer_tests.json")))
    let tokenizer = try Self.tokenizer(path)
    for example in try #require(all[name]) {
      #expect(tokenizer.encode(example.input) == example.encoded.inputIds, "\(example.input)")
      // The others' expected texts went through the clean-up of English spacing in `transformers`.
      guard path.hasPrefix("llama2") else { continue }
      #expect(tokenizer.decode(example.encoded.inputIds) == example.decodedWithoutSpecial)
    }
  }

  @Test func llama2CTokensGiveTheirTextBack() throws {
    let file = try #require(TestFiles.shared).appending(path: "data/lm/stories260K/tok512.bin")
    let tokenizer = try Tokenizer(llama2C: Array(Data(contentsOf: file)), name: "tok512.bin")
    #expect(tokenizer.vocabularySize == 512)
    let text = "Once upon a time, there was a little girl named Lily. größer 😀"
    let ids = tokenizer.encode(text)
    #expect(ids.first == 1 && ids.count < 45)
    #expect(tokenizer.decode(ids) == text)
  }
}
