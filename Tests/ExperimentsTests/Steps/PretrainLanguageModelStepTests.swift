import Experiments
import Foundation
import Language
import TestSupport
import Testing

@Suite struct PretrainLanguageModelStepTests {
  private static let base = """
    let small = decoder(layers = 1, width = 16, heads = 2, vocabulary = 300)
    experiment base {
      model.llm = small
      model.start = pretrained(records = 24, epochs = 1, batch = 8)
      lora.rank = 2
      encoder.kind = temporal-conv(depth = 18, width = 2)
      data { source = simulated(records = 40); rate = 20 Hz; split = ratio(train = 60 %, validation = 20 %, test = 20 %) }
      train { steps = 4; batch = 4; accumulation = 1 }
      eval { limit = 2; max-new = 4; metrics = [bleu-1] }
    }

    """

  /// The cells of a sweep share it: neither seeds nor fusions are pretrained apart.
  @Test func cellsThatDifferInNothingElseShareIt() throws {
    let temporary = try TemporaryFolder()
    let run = try RecipeRun(
      Self.base + """
        sweep seeds from base {
          vary seed in 1..2
          vary model.fusion in [concat, none]
        }
        table scores of seeds { rows = [model.llm, model.fusion]; columns = bleu-1; save = ["scores.csv"] }
        """, in: temporary.url)
    try run.runner.run()
    #expect(run.events.started.filter { $0 == "pretrain-llm" }.count == 1)
    #expect(run.events.started.filter { $0 == "tune" }.count == 5)
    let folder = try run.folder(of: "pretrain-llm")
    #expect(FileManager.default.fileExists(atPath: folder.appending(path: "model.safetensors").path))
    // A row is called by the name that the recipe gave the value.
    #expect(try run.output("scores.csv").contains("small,concat,"))
  }

  @Test(arguments: ["bart", "t5"]) func encoderDecodersLearnAnswersToPrompts(family: String) throws {
    let temporary = try TemporaryFolder()
    let run = try RecipeRun(
      Self.base + """
        experiment both from base {
          model.llm = decoder(family = \(family), layers = 1, width = 16, heads = 2, vocabulary = 300)
          model.fusion = encoder-decoder
        }
        """, in: temporary.url)
    try run.runner.run()
    #expect(try run.record(of: "pretrain-llm").summary.scores["pretraining.loss"]?.value.isFinite == true)
    #expect(try run.record(of: "score").summary.scores["bleu-1"] != nil)
  }

  /// What is not asked anything begins with the start token.
  @Test func reportsAreWrittenWithoutAnyPrompt() throws {
    let temporary = try TemporaryFolder()
    let run = try RecipeRun(Self.base + "experiment alone from base { train.task = report-only }", in: temporary.url)
    try run.runner.run()
    let step = try #require(run.runner.plan.steps.last { $0.kind == "score" })
    #expect(try run.runner.ledger.finished(step.key)?.summary.scores["bleu-1"] != nil)
  }

  /// Scores of validation reports stand in the log at the steps asked for, and at the last.
  @Test func trainingIsWatched() throws {
    let temporary = try TemporaryFolder()
    let run = try RecipeRun(
      Self.base + """
        experiment watched from base {
          train.steps = 5
          train.watch = every(steps = 2, reports = 3, metrics = [meteor, bleu-1])
          eval.metrics = [meteor]
        }
        figure curves of watched { panels = [loss.train, meteor]; x = step; save = ["curves.svg"] }
        """, in: temporary.url)
    try run.runner.run()
    let step = try #require(run.runner.plan.steps.last { $0.kind == "tune" })
    let series = try MetricsTable(folder: run.runner.ledger.folder(of: step.key)).series
    #expect(series.first { $0.name == "meteor" }?.steps == [2, 4, 5])
    #expect(series.first { $0.name == "bleu-1" }?.steps == [2, 4, 5])
    #expect(try run.output("curves.gp").contains("panel 2: METEOR"))
  }
}
