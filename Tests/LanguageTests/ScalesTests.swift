import Language
import Testing

@Suite struct ScalesTests {
  private let recipe = """
    scale smoke { let epochs = 2 }
    scale small { let epochs = 3 }
    scale paper { let epochs = 4 }
    experiment base {
      train.epochs = 9
      scale smoke { train.epochs = epochs }
      train { scale small { epochs = epochs } }
      scale paper {
        train.epochs = epochs
        seed = 7
      }
    }
    sweep s from base {
      vary model.fusion in [llava, flamingo]
      scale smoke { vary model.fusion in [concat] }
    }
    """

  private func cells(_ overlays: String = "") -> [String] {
    let result = checked(recipe, overlays: overlays)
    #expect(result.diagnostics.isEmpty, "\(result.diagnostics.rendered())")
    return result.program.experiment("s")?.cells.map { cell in
      "\(cell.label), \(cell.configuration.integer("train.epochs")), \(cell.configuration.integer("seed"))"
    } ?? []
  }

  @Test func oneSwitchChoosesAmongTheBlocks() {
    #expect(cells() == ["model.fusion = llava, 3, 0", "model.fusion = flamingo, 3, 0"])
    #expect(cells("scale = smoke").map { $0.hasSuffix("2, 0") } == [true])
    #expect(cells("scale = paper").allSatisfy { $0.hasSuffix("4, 7") })
    let program = checked(recipe, overlays: "scale = paper").program
    #expect(program.scale == "paper" && program.scales == ["smoke", "small", "paper"])
  }

  @Test func theCommandLineCountsMoreThanTheRecipe() {
    #expect(checked("scale = smoke\n" + recipe).program.scale == "smoke")
    #expect(checked("scale = smoke\n" + recipe, overlays: "scale = paper").program.scale == "paper")
    #expect(checked("experiment a {}", overlays: "scale = tiny").diagnostics.map(\.code) == [.unknownChoice])
  }

  @Test func aNameOfTheCommandLineCountsMoreThanThatOfTheRecipe() {
    let result = checked("let few = 2\nexperiment a { train.epochs = few }", overlays: "let few = 5")
    #expect(result.program.experiment("a")?.cells[0].configuration.integer("train.epochs") == 5)
  }

  @Test func cellsAreCalledByTheNamesOfTheirValues() {
    let result = checked(
      """
      let deep = llava(depth = 4)
      let fusions = [deep, none]
      experiment a {}
      sweep s from a { vary model.fusion in fusions }
      """)
    #expect(result.program.experiment("s")?.cells.map(\.label) == ["model.fusion = deep", "model.fusion = none"])
  }
}
