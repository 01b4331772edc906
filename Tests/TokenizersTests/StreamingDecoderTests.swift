import Testing
import Tokenizers

struct StreamingDecoderTests {
  @Test func neverHandsOutPartOfACharacter() throws {
    let tokenizer = try Tokenizer(contentsOf: TokenizerFixture.url("byte_level_600.json"))
    let text = "größer 心电图 👩‍⚕️ ok"
    var decoder = StreamingDecoder(tokenizer)
    var pieces = tokenizer.encode(text).map { decoder.append($0) }
    #expect(pieces.count > text.count)
    #expect(!pieces.contains { $0.contains("\u{FFFD}") })
    pieces.append(decoder.finish())
    #expect(pieces.joined() == text)
  }

  @Test func unfinishedCharacterAtTheEndBecomesTheReplacementCharacter() throws {
    let tokenizer = try Tokenizer(contentsOf: TokenizerFixture.url("byte_level_600.json"))
    var decoder = StreamingDecoder(tokenizer)
    let firstByte = try #require(tokenizer.encode("心").first)
    #expect(decoder.append(firstByte) == "")
    #expect(decoder.finish() == "\u{FFFD}")
  }
}
