import Experiments
import Foundation
import Language
import Models
import Testing

struct PretrainEncoderStepTests {
  private static func recipe(_ start: String, _ rest: String = "") -> String {
    """
    experiment base {
      model.llm = tiny
      lora.rank = 0
      encoder.kind = vit(patch = 25, depth = 1, width = 16, heads = 2)
      encoder.start = \(start)
      train.steps = 2; train.batch = 4; train.accumulation = 1
      data.source = simulated(records = 60)
      data.rate = 25 Hz
      data.duration = 4 s
      eval.max-new = 4
      eval.metrics = [bleu-1]
    }
    \(rest)
    """
  }

  private func runner(_ text: String, _ scratch: ScratchLedger, stopsAfter steps: Int? = nil) throws -> Runner {
    let checked = check(SourceText(name: "test.meit", text: text), catalog: .meit)
    try #require(checked.isRunnable, "\(checked.diagnostics.rendered())")
    let stop = StopRequest()
    let sink = steps.map { StopAfter(steps: $0, kind: "pretrain-encoder", stop: stop) }
    return try Runner(
      checked.program, ledger: scratch.ledger, base: FileManager.default.temporaryDirectory, sink: sink, stop: stop)
  }

  private func folder(_ kind: String, _ runner: Runner) throws -> URL {
    let steps = runner.plan.steps.filter { $0.kind == kind }
    try #require(steps.count == 1, "\(steps.count) steps of the kind \(kind)")
    return runner.ledger.folder(of: steps[0].key)
  }

  private func encoder(_ kind: String, _ runner: Runner) throws -> [String: [Float]] {
    let saved = try Checkpoint(at: folder(kind, runner).appending(path: "encoder.safetensors"))
    let names = saved.names.filter { $0.hasPrefix("encoder.") }
    return try Dictionary(uniqueKeysWithValues: names.map { ($0, try saved.tensor($0).floats()) })
  }

  @Test(arguments: ["supervised", "masked", "contrastive"])
  func everyStartResumesWithTheSameBits(start: String) throws {
    let recipe = Self.recipe("\(start)(epochs = 2, batch = 8)")
    let whole = ScratchLedger()
    let interrupted = ScratchLedger()
    let undisturbed = try runner(recipe, whole)
    try undisturbed.run()
    #expect(throws: Stopped.self) { try runner(recipe, interrupted, stopsAfter: 3).run() }
    let resumed = try runner(recipe, interrupted)
    try resumed.run()
    #expect(try encoder("pretrain-encoder", undisturbed) == encoder("pretrain-encoder", resumed))
    let metrics = try MetricsTable(folder: folder("pretrain-encoder", resumed))
    let steps = try #require(metrics.series.first { $0.name == "loss" }?.steps)
    #expect(steps == Array(1...max(4, steps.count)))
  }

  @Test func tuningStartsFromItAndKeepsAFrozenEncoder() throws {
    let scratch = ScratchLedger()
    let frozen = try runner(
      Self.recipe("supervised(epochs = 1)", "experiment tuned from base { encoder.freeze = true }"), scratch)
    try frozen.run()
    let pretrained = try encoder("pretrain-encoder", frozen)
    let tunes = frozen.plan.steps.filter { $0.kind == "tune" }
    #expect(tunes.count == 2)
    for tune in tunes {
      let file = frozen.ledger.folder(of: tune.key).appending(path: "encoder.safetensors")
      let tuned = try Checkpoint(at: file)
      let isSame = try pretrained.allSatisfy { name, values in try tuned.tensor(name).floats() == values }
      #expect(isSame == tune.configuration.boolean("encoder.freeze"))
    }
  }

  @Test func anEncoderStartsFromAFile() throws {
    let scratch = ScratchLedger()
    let first = try runner(Self.recipe("supervised(epochs = 1)"), scratch)
    try first.run()
    let file = try folder("pretrain-encoder", first).appending(path: "encoder.safetensors")
    let start = "checkpoint(path = \"\(file.path)\"); encoder.freeze = true"
    let second = try runner(Self.recipe(start), scratch)
    try second.run()
    let pretrained = try encoder("pretrain-encoder", first)
    let tuned = try encoder("tune", second)
    #expect(pretrained == tuned)
    #expect(throws: MissingFiles.self) {
      try runner(Self.recipe("checkpoint(path = \"nowhere/encoder.safetensors\")"), ScratchLedger()).run()
    }
  }

  @Test func cellsOfASweepShareIt() throws {
    let sweep = "sweep fusions from base { vary model.fusion in [llava(tokens = 2), concat, flamingo(tokens = 2)] }"
    let plan = try runner(Self.recipe("supervised", sweep), ScratchLedger()).plan
    #expect(plan.steps.count { $0.kind == "pretrain-encoder" } == 1)
    #expect(plan.steps.count { $0.kind == "tune" } == 3)
  }

  @Test func onlyTransformersRestorePatches() throws {
    let recipe = Self.recipe(
      "masked", "experiment other from base { encoder.kind = temporal-conv(depth = 18, width = 4) }")
    let error = #expect(throws: DataError.self) { try runner(recipe, ScratchLedger()).run() }
    #expect(error?.description.contains("restores the patches of vit or st-mem") == true)
  }

  @Test func moreTokensThanPlacesAreRefused() throws {
    let recipe = Self.recipe("random", "experiment other from base { model.fusion = llava(tokens = 5) }")
    let error = #expect(throws: DataError.self) { try runner(recipe, ScratchLedger()).run() }
    #expect(error?.description.contains("4 places in 100 samples, and 5 tokens are asked for") == true)
  }
}
