import Experiments
import Foundation
import Language
import TestSupport
import Testing

struct TabulateStepTests {
  /// CIDEr-D among the columns needs the training references for the test as well as for the score.
  @Test func rowsAreTestedByEveryMetric() throws {
    let recipe = """
      sweep controls from base { vary model.fusion in [concat, none] }
      experiment base {
        model.llm = tiny
        lora.rank = 0
        encoder.kind = temporal-conv(depth = 18, width = 2)
        train.steps = 2; train.batch = 4; train.accumulation = 1
        data.source = simulated(records = 60)
        data.rate = 20 Hz
        eval.max-new = 8
      }
      table scores of controls {
        rows    = [model.fusion]
        columns = [bleu-1, cider-d, diagnosis-f1, parameters.trainable]
        test    = paired-bootstrap(samples = 100, against = concat)
        save    = ["scores.csv", "scores.md"]
      }
      """
    let checked = check(SourceText(name: "test.meit", text: recipe), catalog: .meit)
    try #require(checked.isRunnable, "\(checked.diagnostics.rendered())")
    let scratch = ScratchLedger()
    let runner = try Runner(
      checked.program, ledger: scratch.ledger, base: FileManager.default.temporaryDirectory)
    try runner.run()
    let file = runner.outputFolder.appending(path: "scores.csv")
    let lines = try String(contentsOf: file, encoding: .utf8).split(whereSeparator: \.isNewline).map(String.init)
    let rows = lines.filter { $0.hasPrefix("concat") || $0.hasPrefix("none") }
    #expect(rows.count == 2)
    #expect(!lines.joined().contains("nan"))
    let page = try String(contentsOf: runner.outputFolder.appending(path: "scores.md"), encoding: .utf8)
    #expect(page.contains("Scores of controls by fusion. Data: simulated, hospital a"))
    #expect(page.contains("Model: tiny; Encoder: temporal-conv(depth = 18, width = 2)."))
    #expect(page.contains("test reports."))
    #expect(page.contains("Test: paired bootstrap over the test records, 100 samples"))
  }

  /// A score on other data is no better and no worse.
  @Test func rowsOfOneDataSetStandTogetherAndCompete() throws {
    let temporary = try TemporaryFolder()
    let run = try RecipeRun(
      """
      let a = simulated(records = 40, hospital = a)
      let b = simulated(records = 40, hospital = b)
      experiment base {
        model.llm = tiny
        lora.rank = 0
        encoder.kind = temporal-conv(depth = 18, width = 2)
        train { steps = 1; batch = 4; accumulation = 1 }
        data.rate = 20 Hz
        eval { limit = 3; max-new = 8; metrics = [bleu-1] }
      }
      sweep both from base { vary model.fusion in [none, concat]; vary data.source in [a, b] }
      table scores of both { rows = [data.source, model.fusion]; columns = [time.generation]; save = ["scores.md"] }
      """, in: temporary.url)
    try run.runner.run()
    let rows = try run.output("scores.md").split(separator: "\n").filter { $0.hasPrefix("| a") || $0.hasPrefix("| b") }
    #expect(rows.map { String($0.dropFirst(2).prefix(1)) } == ["a", "a", "b", "b"])
    #expect(rows.map { $0.contains("**") ? 1 : 0 }.prefix(2).reduce(0, +) == 1)
    #expect(rows.map { $0.contains("<u>") ? 1 : 0 }.suffix(2).reduce(0, +) == 1)
  }
}
