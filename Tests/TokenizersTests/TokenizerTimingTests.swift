import Foundation
import Testing
import Tokenizers

/// The door through which `Scripts/references/tokenizers` reaches the library: environment variables name the
/// tokenizer's file, a JSON list of texts, and where the answer goes.
struct TokenizerTimingTests {
  private static let environment = ProcessInfo.processInfo.environment
  private static let path = environment["MEIT_TOKENIZER"]

  private struct Answer: Encodable {
    let ids: [[Int32]]
    let perText: [Double]
    let batch: [Double]
  }

  @Test(.enabled(if: path != nil, "runs on demand, from compare_speed.py and compare_ids.py"))
  func answersTheScripts() throws {
    let tokenizer = try Tokenizer(contentsOf: URL(filePath: #require(Self.path)))
    let input = URL(filePath: try #require(Self.environment["MEIT_TEXTS"]))
    let texts = try JSONDecoder().decode([String].self, from: Data(contentsOf: input))
    let passes = Self.environment["MEIT_PASSES"].flatMap { Int($0) } ?? 0
    let timing = TokenizerTiming(tokenizer, texts: texts, passes: passes)
    let ids = passes > 0 ? [] : tokenizer.encode(texts, addingSpecialTokens: false)
    let answer = try JSONEncoder().encode(Answer(ids: ids, perText: timing.perText, batch: timing.batch))
    try answer.write(to: URL(filePath: #require(Self.environment["MEIT_ANSWER"])))
    #expect(passes > 0 || ids.count == texts.count)
  }
}
