import Language
import Testing

/// The laws that hold between text, syntax and plan.
@Suite struct LawsTests {
  @Test func readingWhatWasPrintedGivesTheSameRecipe() {
    for seed in 0..<3000 {
      var random = RandomRecipe(seed: UInt64(seed))
      let recipe = random.statements()
      let text = Printer.print(recipe)
      let parsed = parse(text)
      guard parsed.diagnostics.isEmpty, parsed.statements == recipe else {
        Issue.record(
          "seed \(seed)\n\(text)\n\(parsed.diagnostics.rendered())\nread as\n\(Printer.print(parsed.statements))")
        return
      }
    }
  }

  @Test func formattingTwiceChangesNothing() throws {
    for seed in 0..<1000 {
      var random = RandomRecipe(seed: UInt64(seed))
      let once = Printer.print(random.statements())
      let twice = try formatted(SourceText(name: "once", text: once))
      guard once == twice else {
        Issue.record("seed \(seed)\n\(once)\n\(twice)")
        return
      }
    }
  }

  private let twin = recipe {
    use("quickstart.meit")
    sweep("fusion-ablation", from: "quickstart") {
      vary("model.fusion", in: ["llava", "flamingo", "concat"])
      vary("seed", in: 1...3)
      hold("data", "train")
    }
    table("table-5", of: "fusion-ablation") {
      set("rows", "model.fusion")
      set("columns", ["bleu-4", "meteor"])
      set("cell", .call("mean-ci", (nil, .percent(95))))
      set("mark", ["best", "second"])
      set("test", .call("paired-bootstrap", ("samples", 10000), ("against", "llava")))
      set("save", [.text("table-5.tex"), .text("table-5.md")])
    }
  }

  private func program(_ statements: [Statement]) -> Program {
    let result = check(statements, catalog: smallCatalog) { path, _ in
      SourceText(name: path, text: DesignExamplesTests.quickstart[path] ?? "")
    }
    #expect(result.diagnostics.isEmpty)
    return result.program
  }

  @Test func twinsHaveTheSameStatementsAndPlan() {
    #expect(parse(DesignExamplesTests.fusion).statements == twin)
    #expect(Plan(program(parse(DesignExamplesTests.fusion).statements)) == Plan(program(twin)))
  }

  @Test func aPrintedSwiftRecipeIsValidText() {
    let result = checked(Printer.print(twin), files: DesignExamplesTests.quickstart)
    #expect(result.diagnostics.isEmpty)
    #expect(Plan(result.program) == Plan(program(twin)))
  }

  @Test func loopsAndConditionsOfSwiftWriteRecipes() {
    let small = true
    let built = recipe {
      for seed in 1...2 {
        experiment("run-\(seed)") {
          set("seed", .number(seed))
          if small { set("train.epochs", 1) } else { set("train.epochs", 5) }
        }
      }
      sweep("s", from: "run-1") {
        vary("seed", in: 1...4)
        skip(when: option("seed") > 2 && option("model.fusion") == "concat" || option("seed") == 1)
      }
    }
    let text = """
      experiment run-1 {
        seed = 1
        train.epochs = 1
      }

      experiment run-2 {
        seed = 2
        train.epochs = 1
      }

      sweep s from run-1 {
        vary seed in 1..4
        skip when seed > 2 and model.fusion = concat or seed = 1
      }

      """
    #expect(Printer.print(built) == text)
    #expect(parse(text).statements == built)
  }

  @Test func complaintsAboutSwiftPointToItsLine() {
    let line = #line + 1
    let built = recipe { set("model.fusion", "flamigo") }
    let result = check(built, catalog: smallCatalog)
    #expect(result.diagnostics.count == 1)
    #expect(result.diagnostics.first?.place.description == "LanguageTests/LawsTests.swift:\(line)")
    #expect(result.diagnostics.rendered().contains("did you mean `flamingo`?"))
  }
}
