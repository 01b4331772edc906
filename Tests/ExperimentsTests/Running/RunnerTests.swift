import Experiments
import Foundation
import Language
import TestSupport
import Testing

/// The whole path, from a recipe to its table and figure, on a model and data small enough for a test.
struct RunnerTests {
  private static let experiment = """
    experiment small {
      data { source = simulated(records = 60); rate = 100 Hz; split = ratio(train = 70 %, validation = 0 %, test = 30 %) }
      encoder.kind = temporal-conv(depth = 18, width = 4)
      lora { rank = 4; alpha = 8 }
      train { epochs = 1; batch = 8; accumulation = 2; lr = 1e-3; checkpoint-every = 2 }
      eval { limit = 8; max-new = 12 }
    }

    """
  private static let recipe =
    experiment + """
      sweep noise from small { vary eval.noise in [none, gaussian(snr = 10 dB), gaussian(snr = 0 dB)] }
      table scores of noise { rows = [eval.noise]; columns = [bleu-1, diagnosis-f1, parameters.trainable]; save = ["scores.md", "scores.csv"] }
      figure curve of noise { panels = [bleu-1]; x = eval.noise.snr; save = ["curve.svg"] }
      """

  private static func experiment(with options: String) -> String {
    experiment.replacing("experiment small {", with: "experiment small {\n  \(options)")
  }

  @Test func recipeBecomesTableAndFigureAndASecondRunDoesNothing() throws {
    let temporary = try TemporaryFolder()
    let run = try RecipeRun(Self.recipe, in: temporary.url)
    try run.runner.run()
    #expect(run.events.started.filter { $0 == "tune" }.count == 1)
    #expect(run.events.started.filter { $0 == "generate" }.count == 3)
    #expect(try run.output("scores.md").contains("BLEU-1"))
    #expect(try run.output("scores.md").contains("Simulated ECGs"))
    #expect(try run.output("curve.svg").contains("</svg>"))
    #expect(FileManager.default.fileExists(atPath: run.runner.outputFolder.appending(path: "curve.gp").path))
    #expect(try run.runner.cached() == Set(run.runner.plan.steps.map(\.identity)))

    let again = try RecipeRun(Self.recipe, in: temporary.url)
    try again.runner.run()
    #expect(again.events.started == [])
  }

  @Test func roundedWeightsWriteAnewAndTrainNothing() throws {
    let temporary = try TemporaryFolder()
    let sweep = "sweep rounding from small { vary model.quantisation in [none, bf16, int4] }"
    let run = try RecipeRun(Self.experiment + sweep, in: temporary.url)
    try run.runner.run()
    #expect(run.events.started.filter { $0 == "tune" }.count == 1)
    #expect(run.events.started.filter { $0 == "generate" }.count == 3)
  }

  @Test func oneFolderHoldsRecipeSeedScoresAndEveryReport() throws {
    let temporary = try TemporaryFolder()
    let run = try RecipeRun(Self.experiment, in: temporary.url)
    try run.runner.run()
    let generate = try #require(run.runner.plan.steps.first { $0.kind == "generate" })
    let samples = try SampleLog.read(folder: run.runner.ledger.folder(of: generate.key))
    #expect(samples.count == 8)
    #expect(samples.allSatisfy { !$0.reference.isEmpty && !$0.prompt.isEmpty && $0.tokens <= 12 })
    #expect(try !Data(contentsOf: run.folder(of: "tune").appending(path: EventLog.fileName)).isEmpty)
    let score = try #require(run.runner.plan.steps.first { $0.kind == "score" })
    let record = try #require(try run.runner.ledger.finished(score.key))
    #expect(record.summary.scores["bleu-4"]?.total == 8)
    #expect(record.description.resolved.contains { $0.path == "eval.scoring" })
  }

  /// Stopped at a checkpoint and gone on with, a training ends with the bits of one that was not disturbed.
  @Test func interruptedTrainingEndsWithTheSameBits() throws {
    let undisturbed = try TemporaryFolder()
    let disturbed = try TemporaryFolder()
    let whole = try RecipeRun(Self.experiment, in: undisturbed.url)
    try whole.runner.run()
    let second = try RecipeRun.resumed(Self.experiment, in: disturbed.url, stoppedAfter: 3, of: "tune")
    let tune = try #require(whole.runner.plan.steps.first { $0.kind == "tune" })
    for file in ["encoder.safetensors", "adapter/adapter_model.safetensors", "metrics.csv"] {
      let one = try Data(contentsOf: whole.runner.ledger.folder(of: tune.key).appending(path: file))
      let other = try Data(contentsOf: second.runner.ledger.folder(of: tune.key).appending(path: file))
      #expect(one == other, "\(file)")
    }
  }

  /// What was trained to the end is kept; only what comes after it is left undone.
  @Test func aStopAtTheLastStepLosesNoTraining() throws {
    let temporary = try TemporaryFolder()
    let second = try RecipeRun.resumed(Self.experiment, in: temporary.url, stoppedAfter: 5, of: "tune")
    #expect(second.events.started == ["generate", "score"])
  }

  @Test(arguments: [
    ("data.fraction = 1 %", "nothing to train on"),
    ("data.prompts = file(path = \"long.txt\")", "no token of any report"),
    ("data.prompts = file(path = \"long.txt\"); train.max-length = 2000", "512 positions"),
  ])
  func trainingsThatCannotBeAreSaidSo(options: String, complaint: String) throws {
    let temporary = try TemporaryFolder()
    _ = try temporary.file("long.txt", Data(String(repeating: "describe the ecg ", count: 200).utf8))
    let run = try RecipeRun(Self.experiment(with: options), in: temporary.url)
    let error = #expect(throws: (any Error).self) { try run.runner.run() }
    #expect(error.map { "\($0)".contains(complaint) } == true, "\(String(describing: error))")
  }

  @Test func aTokenizerOfAnotherModelIsSaidToBe() throws {
    let temporary = try TemporaryFolder()
    let folder = temporary.url.appending(path: "other")
    let tiny = TestFiles.package.appending(path: "Sources/Experiments/Resources/tiny")
    try FileManager.default.copyItem(at: tiny, to: folder)
    let file = folder.appending(path: "tokenizer.json")
    let text = try String(contentsOf: file, encoding: .utf8)
    let more = #""added_tokens": [{"id": 3000, "content": "e", "special": false},"#
    try text.replacing("\"added_tokens\": [", with: more).write(to: file, atomically: true, encoding: .utf8)
    let run = try RecipeRun(Self.experiment(with: "model.llm = checkpoint(path = \"other\")"), in: temporary.url)
    let error = #expect(throws: (any Error).self) { try run.runner.run() }
    #expect(error.map { "\($0)".contains("gives token 3000") } == true, "\(String(describing: error))")
  }

  /// A flipped byte leaves the length as it is: only the hash tells.
  @Test func aFlippedByteIsNamedAndTheStepRebuilt() throws {
    let temporary = try TemporaryFolder()
    let run = try RecipeRun(Self.experiment, in: temporary.url)
    try run.runner.run()
    let tune = try #require(run.runner.plan.steps.first { $0.kind == "tune" })
    let file = run.runner.ledger.folder(of: tune.key).appending(path: "encoder.safetensors")
    let whole = try Data(contentsOf: file)
    var bytes = whole
    bytes[bytes.count - 1] ^= 1
    try bytes.write(to: file)

    let again = try RecipeRun(Self.experiment, in: temporary.url)
    try again.runner.run()
    #expect(again.events.started == ["tune"])
    #expect(again.events.warnings.contains { $0.contains("encoder.safetensors") })
    #expect(try Data(contentsOf: file) == whole)
  }

  @Test func shuffledRecordsAreThoseOfOtherPatients() throws {
    let temporary = try TemporaryFolder()
    let run = try RecipeRun(
      Self.experiment + "sweep controls from small { vary eval.ecg in [own, shuffled] }", in: temporary.url)
    try run.runner.run()
    let folders = run.runner.plan.steps.filter { $0.kind == "generate" }.map { run.runner.ledger.folder(of: $0.key) }
    let references = try folders.map { try SampleLog.read(folder: $0).map(\.reference) }
    #expect(references.count == 2 && references[0] == references[1])
  }

  /// Zero-shot transfer: trained on one hospital, asked about the other's test records.
  @Test func theOtherDataSetIsAskedAboutItsOwnTestPart() throws {
    let temporary = try TemporaryFolder()
    let other = "simulated(records = 40, hospital = b)"
    let run = try RecipeRun(
      Self.experiment
        + "sweep transfer from small { tie (eval.source, eval.noise) in"
        + " [(same, none), (\(other), none), (\(other), gaussian(snr = 5 dB))] }", in: temporary.url)
    try run.runner.run()
    for kind in ["prepare", "prepare-evaluation", "tune"] {
      #expect(run.events.started.filter { $0 == kind }.count == 1, "\(kind)")
    }
    let steps = run.runner.plan.steps.filter { $0.kind == "generate" }
    let records = try steps.map { try SampleLog.read(folder: run.runner.ledger.folder(of: $0.key)).map(\.record) }
    let there = try RecipeRun(
      Self.experiment.replacing("records = 60", with: other.dropFirst("simulated(".count).dropLast())
        .replacing("experiment small", with: "experiment there"), in: temporary.url)
    try there.runner.run()
    let own = try SampleLog.read(folder: there.folder(of: "generate")).map(\.record)
    #expect(records[0].allSatisfy { $0.hasPrefix("a") })
    #expect(records[1] == own && own.allSatisfy { $0.hasPrefix("b") })
    let notes = try #require(try run.runner.ledger.finished(steps[1].key)).summary.notes
    #expect(notes["dataset"] == "simulated, hospital b")
  }

  @Test func dataThatCannotBeReadIsSaidBeforeAnythingRuns() throws {
    let temporary = try TemporaryFolder()
    let error = #expect(throws: MissingFiles.self) {
      try RecipeRun("data.source = ptb-xl(path = \"nowhere\")\n", in: temporary.url)
    }
    #expect(error?.description.contains("ptbxl_database.csv") == true)
  }
}
