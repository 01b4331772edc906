import Experiments
import Testing
import meit

@Suite struct PromptWordTests {
  @Test func wordsOfThePromptAreToldFromStatements() {
    #expect(PromptWord("?model.fusion") == .help("model.fusion"))
    #expect(PromptWord(" ; ls -l ") == .shell("ls -l"))
    #expect(PromptWord("save \"a b.meit\"") == .save("a b.meit"))
    #expect(PromptWord("ans\n") == .last)
    #expect(PromptWord("model.fusion = none") == nil)
    #expect(PromptWord("plan") == nil)
    #expect(PromptWord("save = [\"t.tex\"]") == nil)
  }

  @Test func topicsFollowTheQuestionMark() {
    let found = PromptWord.completion(of: "?mod", at: 4) { ["model.llm", "lora"] }
    #expect(found == LineCompletion(range: 1..<4, candidates: ["model.llm"]))
    #expect(PromptWord.completion(of: "model", at: 5) { [] } == nil)
  }
}

@Suite struct LineCompletionTests {
  /// readline breaks words at other places than the language does.
  @Test func candidatesFitTheWordThatReadlineReplaces() {
    let found = LineCompletion(range: 4..<6, candidates: ["flamingo"])
    #expect(found.words(from: 4, in: "x = fl") == ["flamingo"])
    #expect(found.words(from: 2, in: "x = fl") == ["= flamingo"])
    #expect(found.words(from: 5, in: "x = fl") == ["lamingo"])
  }
}

@Suite struct PastedPromptTests {
  @Test func promptsOfACopiedSessionAreDropped() {
    let copied = "meit> experiment a {\n  ...   seed = 1\n  ... }"
    #expect(Prompt.withoutPrompts(copied) == "experiment a {\n  seed = 1\n}")
    #expect(Prompt.withoutPrompts("  seed = 1") == "  seed = 1")
  }
}
