import Foundation
import Testing
import Tokenizers

/// Broken and hostile files: a typed error or a working tokenizer, never a crash.
struct HostileFileTests {
  private static let files = [
    "byte_level_600.json", "pipeline_llama2.json", "pipeline_unigram.json", "pipeline_bert.json", "bpe_400.model",
    "unigram_350.model",
  ]

  private static func load(_ bytes: [UInt8], _ name: String) throws -> Tokenizer {
    name.hasSuffix(".model")
      ? try Tokenizer(sentencePiece: bytes, name: name) : try Tokenizer(tokenizerJSON: bytes, name: name)
  }

  /// A tokenizer that loads in spite of the damage must work; an error must say where.
  private static func survives(_ bytes: [UInt8], _ name: String) -> Bool {
    do {
      let tokenizer = try load(bytes, name)
      return !tokenizer.decode(tokenizer.encode("Sinusrhythmus, 72 bpm 😀")).contains("\u{0}\u{0}")
    } catch let error as TokenizerError {
      return error.file == name && !error.place.isEmpty && !error.expected.isEmpty
    } catch {
      return false
    }
  }

  @Test(arguments: files)
  func truncatedFiles(_ name: String) throws {
    let bytes = try Array(Data(contentsOf: TokenizerFixture.url(name)))
    for part in 0..<60 { #expect(Self.survives(Array(bytes[..<(bytes.count * part / 60)]), name)) }
  }

  @Test(arguments: files)
  func filesWithChangedBytes(_ name: String) throws {
    let original = try Array(Data(contentsOf: TokenizerFixture.url(name)))
    var state: UInt64 = 42
    func below(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((state >> 33) % UInt64(bound))
    }
    for _ in 0..<60 {
      var bytes = original
      for _ in 0..<1 + below(6) { bytes[below(bytes.count)] = UInt8(below(256)) }
      #expect(Self.survives(bytes, name))
    }
  }

  @Test(arguments: [
    ("{\"model\": [", "line 1, column 12"), ("{}", "the file"),
    ("{\"model\": {\"vocab\": {\"a\": -1}, \"merges\": []}}", "model.vocab[\"a\"]"),
    ("{\"model\": {\"vocab\": {\"a\": 4000000000}, \"merges\": []}}", "model.vocab[\"a\"]"),
    ("{\"model\": {\"vocab\": {\"a\": 0}, \"merges\": [\"a b\"]}}", "merge 1"),
    ("{\"model\": {\"type\": \"WordLevel\"}}", "model.type"),
    (framed(id: "1"), "post_processor"), (framed(id: "\"0\""), "post_processor.single[0]"),
  ])
  func errorsNameThePlace(_ json: String, _ place: String) {
    let error = #expect(throws: TokenizerError.self) { try Self.load(Array(json.utf8), "x.json") }
    #expect(error?.place == place)
  }

  /// A vocabulary of one token, and a text that begins with the given id.
  private static func framed(id: String) -> String {
    """
    {"model": {"vocab": {"a": 0}, "merges": []}, "post_processor": {"type": "TemplateProcessing",
     "single": [{"SpecialToken": {"id": "a"}}, {"Sequence": {}}], "special_tokens": {"a": {"ids": [\(id)]}}}}
    """
  }

  @Test func deepNestingIsAnError() {
    let json = String(repeating: "[", count: 100_000)
    #expect(throws: TokenizerError.self) { try Self.load(Array(json.utf8), "x.json") }
  }

  @Test func missingFilesAndFoldersAreNamed() {
    let url = URL(filePath: "/nonexistent/tokenizer.json")
    let error = #expect(throws: TokenizerError.self) { try Tokenizer(contentsOf: url) }
    #expect(error?.file == "/nonexistent/tokenizer.json")
  }

  @Test func ggufArraysMustFitTogether() {
    var metadata = GGUFVocabulary(model: "llama", tokens: ["<unk>", "a"])
    metadata.scores = [0]
    #expect(throws: TokenizerError.self) { try Tokenizer(gguf: metadata, name: "x.gguf") }
    metadata = GGUFVocabulary(model: "gpt2", tokens: ["a", "b"])
    metadata.specialTokens.eos = 2
    #expect(throws: TokenizerError.self) { try Tokenizer(gguf: metadata, name: "x.gguf") }
  }

  @Test func longWordsTakeLinearithmicTime() throws {
    let tokenizer = try Tokenizer(contentsOf: TokenizerFixture.url("byte_level_600.json"))
    let text = String(repeating: "sinusrhythm", count: 20_000)
    #expect(tokenizer.decode(tokenizer.encode(text)) == text)
  }
}
