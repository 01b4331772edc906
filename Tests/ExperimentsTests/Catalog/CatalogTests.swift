import Experiments
import Language
import Testing

@Suite struct CatalogTests {
  private func check(_ text: String) -> Checked {
    Language.check(SourceText(name: "test.meit", text: text), catalog: .meit)
  }

  @Test func everyDefaultFitsItsType() {
    let configuration = Configuration(catalog: .meit)
    #expect(configuration.resolved.count == Catalog.meit.options.count)
    #expect(configuration.number("data.rate") == 500)
    #expect(configuration.number("train.warm-up") == 0.03)
    #expect(configuration["model.fusion"].description == "concat(tokens = 1)")
  }

  @Test func everyChoiceWithoutRequiredParametersCanBeNamedAlone() {
    for option in Catalog.meit.options {
      for choice in option.type.choiceSets.flatMap(\.choices) where choice.exactlyOne.isEmpty {
        let needsMore = choice.parameters.contains { if case .required = $0.presence { true } else { false } }
        let result = check("\(option.path) = \(choice.name)")
        #expect(result.isRunnable != needsMore, "\(option.path) = \(choice.name): \(result.diagnostics)")
      }
    }
  }

  @Test func neoxHasItsOwnLearningRate() {
    let result = check("model.llm = gpt-neox-20b")
    #expect(result.program.experiments.first?.cells.first?.configuration.number("train.lr") == 2e-5)
  }

  @Test func stepsComeAfterTheirInputsAndNameKnownOptions() {
    var seen: Set<String> = []
    for step in Catalog.meit.steps {
      #expect(step.inputs.allSatisfy(seen.contains), "\(step.name)")
      #expect(step.influences.allSatisfy { !Catalog.meit.options(under: $0).isEmpty }, "\(step.name)")
      seen.insert(step.name)
    }
  }

  @Test func theDesignsRecipesAreUnderstood() {
    let result = check(
      """
      experiment quickstart { data.source = simulated(records = 500) }
      sweep fusion-ablation from quickstart {
        vary model.fusion in [llava, flamingo, concat]
        vary seed in 1..3
        hold [data, train]
      }
      table table-5 of fusion-ablation {
        rows    = model.fusion
        columns = [bleu-4, meteor, rouge-l, cider-d, diagnosis-f1, parameters.trainable]
        cell    = mean-ci(95 %)
        mark    = [best, second]
        test    = paired-bootstrap(samples = 10000, against = llava)
        save    = ["table-5.tex", "table-5.md"]
      }
      sweep robustness from quickstart {
        vary model.llm in [bloom-7b, opt-6.7b, llama-1-7b, mistral-7b]
        vary eval.noise in [none, gaussian(snr = 20 dB), gaussian(snr = 10 dB), gaussian(snr = 0 dB)]
      }
      figure figure-3 of robustness {
        panels = [meteor, rouge-l]; x = eval.noise.snr; series = model.llm; band = ci(95 %)
        size   = (170 mm, 60 mm);  save = ["figure-3.pdf", "figure-3.svg"]
      }
      """)
    #expect(result.diagnostics.isEmpty, "\(result.diagnostics.rendered())")
    let plan = Plan(result.program)
    // The quick start, nine fusions and seeds, and four models, each of which is scored four times.
    #expect(plan.steps.filter { $0.kind == "tune" }.count == 14)
    #expect(plan.steps.filter { $0.kind == "generate" }.count == 26)
    #expect(plan.steps.filter { $0.kind == "prepare" }.count == 1)
  }
}
