import Experiments
import Foundation
import TestSupport
import Testing

struct TextDatasetTests {
  private func write(in folder: URL) throws {
    let lines = (0..<40).map { "Line \($0) says that the rhythm is regular." }
    try (lines.joined(separator: "\n\n") + "\n")
      .write(to: folder.appending(path: "corpus.txt"), atomically: true, encoding: .utf8)
  }

  @Test func aLanguageModelLearnsTheLines() throws {
    let temporary = try TemporaryFolder()
    try write(in: temporary.url)
    let run = try RecipeRun(
      """
      data.source = text(path = "corpus.txt")
      model.llm = decoder(family = llama, layers = 1, width = 32, heads = 2, vocabulary = 300)
      train { task = language-model; steps = 2; batch = 4; accumulation = 1 }
      """, in: temporary.url)
    try run.runner.run()
    #expect(try run.record(of: "prepare").summary.notes["dataset"] == "corpus.txt")
    #expect(try run.record(of: "tune").summary.scores["loss.train"]?.value.isFinite == true)
  }

  @Test func textWithoutECGsCannotTeachReports() throws {
    let temporary = try TemporaryFolder()
    try write(in: temporary.url)
    let error = try #require(throws: MissingFiles.self) {
      try RecipeRun("data.source = text(path = \"corpus.txt\")\n", in: temporary.url)
    }
    #expect(error.description.contains("train.task = language-model"))
  }
}
