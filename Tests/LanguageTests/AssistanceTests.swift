import Language
import Testing

/// Completion, `explain` and the manual, all from the catalog.
@Suite struct AssistanceTests {
  /// The candidates at the `|` in a text.
  private func candidates(_ text: String) -> [String] {
    let parts = text.split(separator: "|", maxSplits: 1, omittingEmptySubsequences: false)
    let source = SourceText(name: "typed", text: parts.joined())
    return smallCatalog.completion(in: source, at: parts[0].utf8.count).candidates.map(\.text)
  }

  @Test func offersWhatMayStandThere() {
    #expect(candidates("model.fus|") == ["model.fusion"])
    #expect(candidates("model.fusion = fl|") == ["flamingo"])
    #expect(candidates("sweep s from base {\n  va|") == ["vary"])
    #expect(candidates("sweep s from base {\n  vary train.|") == ["train.epochs", "train.lr", "train.warm-up"])
    #expect(candidates("sweep s from base {\n  vary model.fusion in [none, co|") == ["concat"])
    #expect(candidates("eval.noise = gaussian(|") == ["snr", "ratio"])
    #expect(candidates("eval.noise = gaussian(snr = 20 |") == ["dB"])
    #expect(candidates("experiment base {}\nsweep s from |") == ["base"])
    #expect(candidates("experiment base {}\nrun b|") == ["base"])
    #expect(candidates("table t of s {\n  col|") == ["columns"])
    #expect(candidates("table t of s {\n  columns = [bleu-4, me|") == ["meteor"])
    #expect(candidates("train {\n  e|") == ["epochs"])
    #expect(candidates("# mod|").isEmpty)
    #expect(candidates("hold [tr|") == ["train", "train.epochs", "train.lr", "train.warm-up"])
  }

  @Test func offersWhatCommandsTake() {
    #expect(candidates("experiment base {}\nshow base rec|") == ["record"])
    #expect(candidates("experiment base {}\nrun base rec|").isEmpty)
    #expect(candidates("explain flam|") == ["flamingo"])
    #expect(candidates("explain E02|").contains("E020"))
  }

  @Test func offersTheWordsOfStatements() {
    #expect(candidates("sweep s |") == ["from"])
    #expect(candidates("table t |") == ["of"])
    #expect(candidates("sweep s from base {\n  vary seed |") == ["in"])
    #expect(candidates("sweep s from base {\n  tie (seed, model.fusion) |") == ["in"])
    #expect(candidates("sweep s from base {\n  tie (seed, model.fusion) in [(0, fl|") == ["flamingo"])
    #expect(candidates("sweep s from base {\n  tie (model.llm, model.fusion) in [(ll|") == ["llama", "llava"])
    #expect(candidates("sweep s from base {\n  skip |") == ["when"])
    #expect(candidates("sweep s from base {\n  skip when model.fusion = fl|") == ["flamingo"])
  }

  @Test func offersChoicesAndParametersWhereverTheyMayStand() {
    #expect(candidates("let mine = gau|") == ["gaussian"])
    #expect(candidates("let mine = gaussian(sn|") == ["snr"])
    #expect(candidates("sweep s from base {\n  vary eval.noise.s|") == ["eval.noise.snr"])
    #expect(candidates("sweep s from base {\n  vary eval.noi|") == ["eval.noise"])
    #expect(candidates("skip when eval.noise.snr < 10 |") == ["dB"])
  }

  @Test func asksForFilesInsideQuotes() {
    let source = SourceText(name: "typed", text: "use \"qui")
    let completion = smallCatalog.completion(in: source, at: source.bytes.count)
    #expect(completion.wantsFile)
    #expect(source.text(completion.range) == "qui")
  }

  @Test func everyErrorHasItsStory() {
    for code in ErrorCode.allCases {
      #expect(code.title.hasSuffix("."), "\(code)")
      #expect(smallCatalog.explanation(of: code.rawValue.lowercased())?.hasPrefix(code.rawValue) == true)
    }
    #expect(Set(ErrorCode.allCases.map(\.explanation)).count == ErrorCode.allCases.count)
  }

  @Test func explainsEveryName() {
    for topic in smallCatalog.topics {
      #expect(smallCatalog.explanation(of: topic) != nil, "\(topic)")
    }
    #expect(smallCatalog.explanation(of: "train.epochs")?.contains("default  5 (paper Table 7)") == true)
    #expect(smallCatalog.explanation(of: "nonsense") == nil)
    #expect(smallCatalog.nearestTopic(to: "flamigo") == "flamingo")
    #expect(nearestName(to: "?", among: ["x", "xy"]) == nil)
  }

  @Test func theManualNamesEverything() {
    let manual = Manual(smallCatalog).markdown
    for option in smallCatalog.options { #expect(manual.contains("`\(option.path)`")) }
    for metric in smallCatalog.metrics { #expect(manual.contains("`\(metric.name)`")) }
    for code in ErrorCode.allCases { #expect(manual.contains("**\(code.rawValue)**")) }
  }
}
