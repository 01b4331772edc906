import Experiments
import Testing
import meit

@Suite struct PromptWordTests {
  @Test func wordsOfThePromptAreToldFromStatements() {
    #expect(PromptWord("?model.fusion") == .help("model.fusion"))
    #expect(PromptWord("model.fusion?") == .help("model.fusion"))
    #expect(PromptWord(" ; ls -l ") == .shell("ls -l"))
    #expect(PromptWord("save \"a b.meit\"") == .save("a b.meit"))
    #expect(PromptWord("save") == .save(""))
    #expect(PromptWord("save = 1") == nil)
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

@Suite struct LastNameTests {
  @Test func commandsMayNameWhatTheLastOneWasAbout() {
    func replaced(_ text: String, by name: String? = "small") -> String? {
      PromptWord.replacingLast(in: text, by: name, .meit)
    }
    #expect(replaced("sample ans 2") == "sample small 2")
    #expect(replaced("compare _ other") == "compare small other")
    #expect(replaced("show \"ans\" # ans") == "show \"ans\" # ans")
    #expect(replaced("seed = 1 # ans") == "seed = 1 # ans")
    #expect(replaced("run answer") == "run answer")
    #expect(replaced("run ans", by: nil) == nil)
  }
}

@Suite struct ColouredLineTests {
  @Test func everyPieceHasItsColourAndTheTextStays() {
    let line = "vary eval.noise in [none, gaussian(snr = 20 dB)] # ünder"
    let coloured = ColouredLine.text(line, .meit)
    #expect(coloured.hasPrefix("\u{1B}[1;35mvary\u{1B}[0m \u{1B}[36meval.noise\u{1B}[0m "))
    #expect(coloured.contains("\u{1B}[34mgaussian\u{1B}[0m("))
    #expect(coloured.contains("\u{1B}[33m20\u{1B}[0m \u{1B}[33mdB\u{1B}[0m"))
    #expect(coloured.replacing(/\u{1B}\[[0-9;]*m/, with: "") == line)
  }

  @Test func onlyLinesOfOneColumnACharacterAreDrawnAgain() {
    #expect(ColouredLine.rows(prompt: "meit> ", before: "abc", whole: "abcdef", width: 80) == 0)
    #expect(ColouredLine.rows(prompt: "meit> ", before: String(repeating: "x", count: 14), whole: "x", width: 10) == 2)
    for odd in ["心", "a\tb", "a\nb", "e\u{301}", "🫀"] {
      #expect(ColouredLine.rows(prompt: "meit> ", before: "", whole: odd, width: 80) == nil, "\(odd)")
    }
  }
}

@Suite struct PastedPromptTests {
  @Test func promptsOfACopiedSessionAreDropped() {
    let copied = "meit> experiment a {\n  ...   seed = 1\n  ... }"
    #expect(Prompt.withoutPrompts(copied) == "experiment a {\n  seed = 1\n}")
    #expect(Prompt.withoutPrompts("  seed = 1") == "  seed = 1")
  }
}
