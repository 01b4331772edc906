import Language
import Testing

@Suite struct PlanTests {
  private func plan(_ text: String, overlays: String = "", outside: String = "") -> Plan {
    let result = checked(text, overlays: overlays)
    #expect(result.diagnostics.isEmpty, "\(result.diagnostics.rendered())")
    return Plan(result.program) { kind, _ in kind.name == "prepare" ? outside : "" }
  }

  private func identity(_ kind: String, _ plan: Plan) -> String? { plan.steps.first { $0.kind == kind }?.identity.hex }

  @Test func aBusyMachineIsSaidToBeBusy() {
    let plan = plan("seed = 1")
    let estimate = StepEstimate(seconds: 20, memoryBytes: 1e6, diskBytes: 1e6)
    func last(_ slowdown: Double) -> Substring? {
      plan.rendered(estimate: { $0.kind == "tune" ? estimate : nil }, slowdown: slowdown).split(separator: "\n").last
    }
    #expect(last(1)?.contains(": about 20 s, 1 MB") == true)
    #expect(last(3)?.contains(": about 20 s alone, 60 s if the machine stays as busy as now, 1 MB") == true)
  }

  @Test func sha256IsTheStandardOne() {
    // FIPS 180-4, the example of one block.
    #expect(sha256(Array("abc".utf8)) == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
  }

  @Test func layoutCommentsAndSpeltOutDefaultsChangeNothing() {
    let short = plan("experiment a { model.fusion = llava }")
    let long = plan(
      """
      # %% A longer way to say it
      experiment a {
        train { epochs = 5 } # as in the paper
        data.rate = 0.5 kHz
        model.fusion = llava(depth = 2, tokens = 8)
      }
      """)
    #expect(short.steps.map(\.identity) == long.steps.map(\.identity))
  }

  @Test func aStepDependsOnItsOptionsAndItsInputsOnly() {
    let base = plan("seed = 1")
    let evaluated = plan("seed = 1; eval.noise = gaussian(snr = 10 dB)")
    #expect(identity("tune", base) == identity("tune", evaluated))
    #expect(identity("generate", base) != identity("generate", evaluated))
    let data = plan("seed = 1; data.rate = 100 Hz")
    for kind in ["prepare", "tune", "generate", "score"] { #expect(identity(kind, base) != identity(kind, data)) }
    let outside = plan("seed = 1", outside: "other files")
    for kind in ["prepare", "tune", "score"] { #expect(identity(kind, base) != identity(kind, outside)) }
  }

  @Test func aRevisionRaisesTheVersionWhereItHolds() {
    let versions = ["concat", "none"].map { fusion in
      plan("model.fusion = \(fusion)").steps.first { $0.kind == "tune" }?.version
    }
    #expect(versions == [2, 3])
  }

  @Test func stepsThatNobodyNeedsAreLeftOut() {
    #expect(identity("pretrain-encoder", plan("seed = 1")) == nil)
    let masked = plan("encoder.start = masked")
    #expect(identity("pretrain-encoder", masked) != nil)
    let tune = masked.steps.first { $0.kind == "tune" }
    #expect(tune?.inputs.count == 2)
  }

  @Test func aStepKnowsOnlyTheOptionsThatMayMatter() {
    let plan = plan("eval.noise = gaussian(snr = 10 dB); train.epochs = 2")
    let tune = plan.steps.first { $0.kind == "tune" }
    #expect(tune?.configuration["eval.noise"].description == "none")
    #expect(tune?.configuration.integer("train.epochs") == 2)
    let score = plan.steps.first { $0.kind == "score" }
    #expect(score?.configuration["eval.noise"].description == "gaussian(snr = 10 dB)")
  }

  @Test func everyStepComesAfterItsInputs() {
    let result = checked(DesignExamplesTests.robustness, files: DesignExamplesTests.quickstart)
    var seen: Set<StepIdentity> = []
    for step in Plan(result.program).steps {
      #expect(step.inputs.allSatisfy(seen.contains))
      #expect(seen.insert(step.identity).inserted)
    }
  }

  @Test func optionsOfTheCommandLineOverrideAndPinAxes() {
    let text = "experiment base {}\nsweep s from base {\n  vary train.epochs in [1, 2]\n  vary seed in 1..2\n}"
    let result = checked(text, overlays: "train.epochs = 7")
    #expect(result.program.experiment("s")?.cells.map(\.label) == ["seed = 1", "seed = 2"])
    #expect(result.program.experiment("s")?.cells.first?.configuration.integer("train.epochs") == 7)
  }

  @Test func theTextSaysWhatIsToDoAndWhy() {
    let before = plan("experiment a { train.lr = 1e-4 }")
    let now = plan("experiment a { train.lr = 1e-3 }")
    let cached = Set(before.steps.map(\.identity))
    let text = now.rendered(cached: cached) { step in before.steps.first { $0.place == step.place }?.options }
    let lines = text.split(separator: "\n")
    #expect(lines.count == 5)
    #expect(lines[0].hasPrefix("= "))
    #expect(lines[1].hasPrefix("+ ") && lines[1].hasSuffix("(train.lr: 0.0001 -> 0.001)"))
    #expect(lines[2].hasPrefix("+ ") && lines[2].hasSuffix("(after tune)"))
    #expect(lines[4] == "4 steps: 1 cached, 3 to do")
  }

  @Test func theJSONHoldsEveryResolvedOption() {
    let json = plan("experiment a {}").json()
    #expect(json.contains(#""train.lr": "0.0001""#))
    #expect(json.contains(#""kind": "tune""#))
  }
}
