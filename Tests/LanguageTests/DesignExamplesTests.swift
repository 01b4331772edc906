import Language
import Testing

/// The two recipes that the design shows.
@Suite struct DesignExamplesTests {
  static let fusion = """
    use "quickstart.meit"
    sweep fusion-ablation from quickstart {
      vary model.fusion in [llava, flamingo, concat]
      vary seed in 1..3
      hold [data, train]
    }
    table table-5 of fusion-ablation {
      rows    = model.fusion
      columns = [bleu-4, meteor]
      cell    = mean-ci(95 %)
      mark    = [best, second]
      test    = paired-bootstrap(samples = 10000, against = llava)
      save    = ["table-5.tex", "table-5.md"]
    }
    """
  static let robustness = """
    use "quickstart.meit"
    sweep robustness from quickstart {
      vary model.llm in [tiny, llama]
      vary eval.noise in [none, gaussian(snr = 20 dB), gaussian(snr = 10 dB), gaussian(snr = 0 dB)]
    }
    figure figure-3 of robustness {
      panels = [meteor, rouge-l]; x = eval.noise.snr; series = model.llm
      size   = (170 mm, 60 mm);  save = ["figure-3.pdf", "figure-3.svg"]
    }
    """
  static let quickstart = ["quickstart.meit": "experiment quickstart { train.epochs = 1 }"]

  @Test func fusionHasNineTrainingsAndOneTable() {
    let result = checked(Self.fusion, files: Self.quickstart)
    #expect(result.diagnostics.isEmpty, "\(result.diagnostics.rendered())")
    let plan = Plan(result.program)
    #expect(plan.steps.filter { $0.kind == "tune" }.count == 9)
    #expect(plan.steps.filter { $0.kind == "prepare" }.count == 1)
    #expect(plan.steps.last?.kind == "tabulate")
    #expect(plan.steps.last?.inputs.count == 9)
  }

  @Test func evaluationAxesShareOneTrainingPerModel() {
    let result = checked(Self.robustness, files: Self.quickstart)
    #expect(result.diagnostics.isEmpty, "\(result.diagnostics.rendered())")
    let plan = Plan(result.program)
    #expect(plan.steps.filter { $0.kind == "tune" }.count == 2)
    #expect(plan.steps.filter { $0.kind == "generate" }.count == 8)
    #expect(plan.steps.filter { $0.kind == "tune" }.allSatisfy { $0.uses.count == 4 })
  }

  @Test func misspelltFusionLooksAsDesigned() {
    let text =
      "# fusion.meit\n\nexperiment quickstart {}\nsweep a from quickstart {\n  vary model.fusion in [llava, flamigo, concat]\n}\n"
    let result = check(SourceText(name: "fusion.meit", text: text), catalog: smallCatalog)
    #expect(
      result.diagnostics.rendered() == """
        error[E012]: unknown fusion `flamigo`
         --> fusion.meit:5:32
          |
        5 |   vary model.fusion in [llava, flamigo, concat]
          |                                ^^^^^^^ did you mean `flamingo`?
        """)
  }

  @Test func signalToNoiseNeedsItsUnit() {
    let result = checked("eval.noise = gaussian(snr = 0.05)")
    #expect(result.diagnostics.map(\.message) == ["SNR needs dB"])
  }
}
