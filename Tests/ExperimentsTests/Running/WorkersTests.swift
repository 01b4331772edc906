import Experiments
import Foundation
import Language
import TestSupport
import Testing

/// Steps done by several workers, in the order that their inputs allow.
struct WorkersTests {
  private static let recipe = """
    experiment small {
      data { source = simulated(records = 40); rate = 50 Hz; split = ratio(train = 70 %, validation = 0 %, test = 30 %) }
      encoder.kind = temporal-conv(depth = 18, width = 4)
      lora { rank = 2; alpha = 4 }
      train { steps = 1; batch = 4 }
      eval { limit = 2; max-new = 4 }
    }
    sweep noise from small { vary eval.noise in [gaussian(snr = 10 dB), gaussian(snr = 5 dB), gaussian(snr = 0 dB)] }
    table scores of noise { rows = [eval.noise]; columns = [bleu-1] }
    """

  /// Does the steps one by one whoever asks, and fails on some.
  private final class Elsewhere: Sendable {
    private struct Refused: Error {}
    private let lock = NSLock()
    private let runner: Runner
    private let refused: Set<StepKey>

    init(_ runner: Runner, refusing refused: [StepKey] = []) {
      self.runner = runner
      self.refused = Set(refused)
    }

    func perform(_ step: StepKey, _ sink: any ProgressSink, _ isStopping: () -> Bool) throws {
      try lock.withLock {
        if isStopping() { throw Stopped() }
        if refused.contains(step) { throw Refused() }
        try runner.run(only: [step.folderName])
      }
    }
  }

  private func runner(_ run: RecipeRun, refusing refused: [StepKey] = [], keepsGoing: Bool = false) throws -> Runner {
    let elsewhere = Elsewhere(run.runner, refusing: refused)
    return try Runner(
      run.runner.program, ledger: run.runner.ledger, base: run.folder,
      workers: Workers(count: 3, keepsGoing: keepsGoing, elsewhere: elsewhere.perform))
  }

  @Test func workersDoEveryStepOnceAndOnlyWhatIsMissing() throws {
    let temporary = try TemporaryFolder()
    let run = try RecipeRun(Self.recipe, in: temporary.url)
    try runner(run).run()
    #expect(run.events.started.count == run.runner.plan.steps.count)
    #expect(try run.runner.cached().count == run.runner.plan.steps.count)
    let again = try RecipeRun(Self.recipe, in: temporary.url)
    try runner(again).run()
    #expect(again.events.started == [])
  }

  @Test func aFailureLeavesOutOnlyWhatNeedsIt() throws {
    let temporary = try TemporaryFolder()
    let run = try RecipeRun(Self.recipe, in: temporary.url)
    let generations = run.runner.plan.steps.filter { $0.kind == "generate" }
    let failing = Array(generations.prefix(2))
    let failures = #expect(throws: StepFailures.self) {
      try runner(run, refusing: failing.map(\.key), keepsGoing: true).run()
    }
    #expect(failures?.failures.map(\.place).sorted() == failing.map(\.place).sorted())
    let scores = run.runner.plan.steps.filter { $0.kind == "score" }
    #expect(run.events.started.count { $0 == "score" } == scores.count - 2)
    #expect(!run.events.started.contains("tabulate"))
    #expect(failures?.left == 3)
  }

  @Test func theFirstFailureEndsTheRunUnlessItIsToGoOn() throws {
    let temporary = try TemporaryFolder()
    let run = try RecipeRun(Self.recipe, in: temporary.url)
    let tune = try #require(run.runner.plan.steps.first { $0.kind == "tune" })
    #expect(throws: (any Error).self) { try runner(run, refusing: [tune.key]).run() }
    #expect(run.events.started == ["prepare"])
  }
}
