import Experiments
import Figures
import Foundation
import Language
import TestSupport
import Testing

@Suite struct PublishedResultsTests {
  /// Every table and figure that can be named has a file that can be read, whose scores the catalog knows.
  @Test(arguments: PublishedResults.names) func filesAreWhole(name: String) throws {
    let published = try PublishedResults(named: name, catalog: .meit)
    #expect(published.source.hasPrefix("MEIT (Wan et al., 2024), \(name.first == "t" ? "Table" : "Figure")"))
    #expect(published.rowCount > 0)
  }

  @Test func brokenLinesAreNamed() {
    let error = #expect(throws: DataError.self) {
      try PublishedResults(text: "# paper\nmodel.llm\tbleu-4\nopt\t0.5\t0.6\n", name: "table-0", catalog: .meit)
    }
    #expect(error?.description == "table-0: expected 2 fields, found 3 in “opt 0.5 0.6”.")
    let word = #expect(throws: DataError.self) {
      try PublishedResults(text: "model.llm\tbleu-4\nopt\tO.5\n", name: "table-0", catalog: .meit)
    }
    #expect(word?.description == "table-0: expected a number for bleu-4, found “O.5”.")
  }

  /// Nothing is trained: sizes alone, beside those of the paper's Table 10.
  @Test func theyStandBelowOursAndAreNotRanked() throws {
    let temporary = try TemporaryFolder()
    let run = try RecipeRun(
      """
      experiment sizes { train.task = none; model.llm = llama-1-7b }
      sweep ranks from sizes { vary lora.rank in [64, 128] }
      table table-10 of ranks {
        rows = [model.llm, lora.rank]
        columns = [parameters.lora, parameters.ecg, parameters.language-model, ecg.dimension]
        published = table-10
        save = ["table-10.csv", "table-10.md", "table-10.tex"]
      }
      """, in: temporary.url)
    try run.runner.run()
    let lines = try run.output("table-10.csv").split(whereSeparator: \.isNewline).map(String.init)
      .filter { !$0.hasPrefix("#") }
    #expect(
      lines == [
        "Model,Rank,LoRA,ECG encoder,Language model,ECG dimension",
        "llama-1-7b,64,159907840,20422144,6738415616,128", "llama-1-7b,128,319815680,20422144,6738415616,128",
        "llama-1-7b (paper),64,159000000,20400000,6900000000,",
      ])
    let markdown = try run.output("table-10.md")
    #expect(markdown.contains("| 160M | 20.4M | 6.74B | 128 |"))
    #expect(markdown.contains("Table 10: parameters with LLaMA-1 7B."))
    #expect(
      try run.output("table-10-numbers.tex").contains(#"\newcommand{\TableOneZeroLlamaOneSevenBSixFourLoRA}{160M}"#))
    #expect(try run.output("numbers.tex") == "\\input{table-10-numbers}\n")
    #expect(run.events.started.filter { $0 == "describe" }.count == 2)
  }

  @Test func optionsAndTheJudgesQuestionAreTablesToo() throws {
    let temporary = try TemporaryFolder()
    let run = try RecipeRun(
      """
      experiment sizes { train.task = none }
      sweep models from sizes { vary model.llm in [gpt-neox-20b, llama-1-7b] }
      table table-7 of models {
        kind = options
        rows = [train.lr, lora.rank]
        columns = model.llm
        save = ["table-7.csv"]
      }
      table table-6 of sizes { kind = judge-prompt; save = ["table-6.csv"] }
      """, in: temporary.url)
    try run.runner.run()
    let options = try run.output("table-7.csv").split(whereSeparator: \.isNewline).filter { !$0.hasPrefix("#") }
    #expect(
      options == ["Option,gpt-neox-20b,llama-1-7b", "Train: learning rate,2e-05,0.0001", "LoRA: rank,128,128"])
    #expect(try run.output("table-6.csv").contains("1. Medical Terminology Accuracy,Does the generated report use"))
  }
}
