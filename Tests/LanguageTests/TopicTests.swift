import Language
import Testing

@Suite struct TopicTests {
  /// What can be explained at the mark `|` of a text.
  private func topic(_ marked: String) -> String? {
    let bytes = Array(marked.utf8)
    let offset = bytes.firstIndex(of: UInt8(ascii: "|")) ?? bytes.count
    let text = marked.replacing("|", with: "")
    return smallCatalog.topic(in: SourceText(name: "test", text: text), at: offset)
  }

  @Test func theWordAtTheCursorIsMeant() {
    #expect(topic("model.fus|ion = llava") == "model.fusion")
    #expect(topic("|model.fusion = llava") == "model.fusion")
    #expect(topic("model.fusion = llava|") == "llava")
  }

  @Test func insideAGroupTheWholePathIsMeant() {
    #expect(topic("model {\n  fusion| = llava\n}") == "model.fusion")
  }

  @Test func whereNothingIsKnownTheWordBeforeItOnTheLineIs() {
    #expect(topic("seed = 12|") == "seed")
    #expect(topic("seed = 1\nnonsense|") == nil)
    #expect(topic("|") == nil)
  }
}
