import Experiments
import Foundation
import MEIT
import Testing

/// A Swift script's way through a recipe: check, run, compute with what came out.
@Suite struct RecipeTests {
  /// A model so small that it is trained in no time.
  private func small(_ runs: URL, rate: Value = 1e-2) -> Recipe {
    Recipe(folder: runs) {
      experiment("small") {
        set("encoder.kind", .call("temporal-conv", ("depth", 18), ("width", 4)))
        group("data") {
          set("source", .call("simulated", ("records", 24)))
          set("rate", .hertz(100))
          set("split", .call("ratio", ("train", .percent(50)), ("validation", .percent(0)), ("test", .percent(50))))
        }
        group("train") {
          set("steps", 2)
          set("batch", 4)
          set("accumulation", 1)
          set("lr", rate)
        }
        group("eval") {
          set("limit", 4)
          set("max-new", 8)
          set("metrics", ["bleu-1", "rouge-l"])
        }
      }
      sweep("seeds", from: "small") { vary("seed", in: 1...2) }
      table("scores", of: "seeds") {
        set("rows", "seed")
        set("columns", ["bleu-1", "rouge-l"])
      }
    }
  }

  private func withRuns(_ body: (URL) throws -> Void) throws {
    let runs = FileManager.default.temporaryDirectory.appending(path: "recipe-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: runs, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: runs) }
    try body(runs)
  }

  @Test func resultsAreValuesToComputeWith() throws {
    try withRuns { runs in
      let recipe = small(runs)
      let results = try recipe.run(runs: runs)
      let cells = try results.cells(of: "seeds")
      #expect(cells.map(\.label) == ["seed = 1", "seed = 2"])
      #expect(cells.map { $0.configuration.integer("seed") } == [1, 2])
      #expect(try results.reports(of: "seeds").count == 8)
      let scores = try results.scores("rouge-l", of: "seeds").map(\.value)
      let means = try results.means("rouge-l", of: "seeds", by: "train.batch")
      #expect(scores.count == 2)
      #expect(abs(try #require(means["4"]) - (scores[0] + scores[1]) / 2) < 1e-12)
      let table = try results.table("scores")
      #expect(table.value(row: "2", column: "ROUGE-L")?.value == scores[1])
      #expect(table.value(row: "3", column: "ROUGE-L") == nil)
      #expect(try recipe.plan(runs: runs).hasWork == false)
      #expect(throws: DataError.self) { try results.cells(of: "seed") }
    }
  }

  @Test func settingsOverrideEveryExperiment() throws {
    try withRuns { runs in
      let changed = try small(runs).setting("train.steps = 3", "eval.limit = 2")
      #expect(try changed.checked().experiments.allSatisfy { $0.cells[0].configuration.integer("train.steps") == 3 })
      #expect(throws: Diagnostics.self) { try changed.setting("train.steps = [") }
    }
  }

  @Test func complaintsAreAllToldWithTheirLineOfSwift() throws {
    let line = #line + 2
    let recipe = Recipe {
      experiment("wrong") { set("model.fusion", "flamigo") }
      sweep("none", from: "wrogn") { vary("seed", in: 1...2) }
    }
    let error = try #require(throws: Diagnostics.self) { try recipe.checked() }
    #expect(error.all.map(\.code) == [.unknownChoice, .unknownDeclaration])
    #expect(error.all.map(\.place.description) == [0, 1].map { "MEITTests/RecipeTests.swift:\(line + $0)" })
  }

  @Test func aFailedStepIsToldWithTheLineThatDeclaresIt() throws {
    try withRuns { runs in
      let line = #line + 3
      let recipe = Recipe(folder: runs) {
        // Its tokenizer is learnt from no text, so no token ends a report.
        experiment("endless") {
          set("model.llm", .call("decoder", ("layers", 1), ("width", 16), ("heads", 2), ("vocabulary", 300)))
          set("data.source", .call("simulated", ("records", 24)))
          set("data.rate", .hertz(100))
        }
      }
      let error = try #require(throws: StepFailure.self) { try recipe.run(runs: runs) }
      #expect(error.file == "MEITTests/RecipeTests.swift:\(line)")
    }
  }

  @Test func aFileIsReadAndPrintedAsItIs() throws {
    try withRuns { runs in
      let file = runs.appending(path: "small.meit")
      try Data(small(runs).text.utf8).write(to: file)
      let read = try Recipe(contentsOf: file)
      #expect(read.text == small(runs).text)
      #expect(read.names == ["small", "seeds", "scores"])
      #expect(Plan(try read.checked()) == Plan(try small(runs).checked()))
    }
  }
}
