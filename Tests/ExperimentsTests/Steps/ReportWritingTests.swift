import Experiments
import Foundation
import Language
import TestSupport
import Testing

@Suite struct ReportWritingTests {
  @Test func reportsWithoutInstructionsEndByThemselves() throws {
    let temporary = try TemporaryFolder()
    let run = try RecipeRun(
      """
      experiment reports {
        model.llm = decoder(family = llama, layers = 1, width = 32, heads = 2, vocabulary = 400)
        model.start = pretrained(records = 60, epochs = 1)
        model.fusion = none
        lora.rank = 8
        data { source = simulated(records = 120); rate = 20 Hz; split = ratio(train = 80 %, validation = 10 %, test = 10 %) }
        train { task = report-only; steps = 300; batch = 8; accumulation = 1; lr = 1e-2 }
        eval { limit = 4; max-new = 100; metrics = [bleu-1] }
      }
      """, in: temporary.url)
    try run.runner.run()
    let samples = try SampleLog.read(folder: run.folder(of: "generate"))
    #expect(samples.allSatisfy { $0.finished && $0.tokens > 1 })
  }
}
