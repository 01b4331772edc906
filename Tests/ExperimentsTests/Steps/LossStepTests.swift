import Experiments
import Foundation
import Language
import TestSupport
import Testing

@Suite struct LossStepTests {
  private static let base = """
    let small = decoder(layers = 1, width = 16, heads = 2, vocabulary = 300)
    experiment base {
      model.llm = small
      model.start = pretrained(records = 2, epochs = 1, lr = 0)
      lora.rank = 2
      encoder.kind = temporal-conv(depth = 18, width = 2)
      data { source = simulated(records = 40); rate = 20 Hz; split = ratio(train = 60 %, validation = 20 %, test = 20 %) }
      train { steps = 1; batch = 4; accumulation = 1; lr = 0 }
      eval { loss = true; limit = 6; max-new = 4; metrics = [bleu-1] }
    }

    """

  /// A model that learnt nothing finds each of its tokens about as likely as any other.
  @Test func theLossOfANewModelIsTheLogarithmOfItsVocabulary() throws {
    let temporary = try TemporaryFolder()
    let run = try RecipeRun(
      Self.base + "table losses of base { rows = [seed]; columns = [loss.held-out]; save = [\"losses.csv\"] }",
      in: temporary.url)
    try run.runner.run()
    let score = try #require(try run.record(of: "measure-loss").summary.scores["loss.held-out"])
    #expect(abs(score.value - log(300)) < 0.05)
    #expect(try #require(score.low) <= score.value && score.value <= #require(score.high))
    #expect(score.scored == 6 && score.total == 6)
    #expect(try run.output("losses.csv").contains("\(score.value)"))
    let rows = try MetricsTable(folder: run.folder(of: "measure-loss")).series.map(\.values)
    #expect(rows[0].reduce(0, +) / rows[1].reduce(0, +) == score.value)
  }

  @Test func anInterruptedMeasurementGoesOnToTheSameBits() throws {
    let (whole, interrupted) = (try TemporaryFolder(), try TemporaryFolder())
    let undisturbed = try RecipeRun(Self.base, in: whole.url)
    try undisturbed.runner.run()
    let resumed = try RecipeRun.resumed(Self.base, in: interrupted.url, stoppedAfter: 3, of: "measure-loss")
    let scores = try [undisturbed, resumed].map { try $0.record(of: "measure-loss").summary.scores }
    #expect(scores[0] == scores[1])
    let first = resumed.events.events.lazy.compactMap { event -> Int? in
      guard event.step?.kind == "measure-loss", case .advanced(let done, _, _) = event.what else { return nil }
      return done
    }.first
    #expect(first == 4)
  }

  /// What was computed before the loss was asked for stays.
  @Test func askingForTheLossLeavesOtherStepsAsTheyAre() throws {
    func steps(_ text: String) throws -> Set<StepIdentity> {
      let folder = try TemporaryFolder()
      return Set(try RecipeRun(text, in: folder.url).runner.plan.steps.map(\.identity))
    }
    let without = try steps(Self.base.replacing("loss = true; ", with: ""))
    let with = try steps(Self.base)
    #expect(without.isSubset(of: with) && with.count == without.count + 1)
  }
}
