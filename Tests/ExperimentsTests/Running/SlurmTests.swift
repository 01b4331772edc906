import Experiments
import Foundation
import Language
import TestSupport
import Testing

/// What is handed to Slurm, and what it answers; a real one is used by `Scripts/slurm-test`.
struct SlurmTests {
  @Test func `the states of array tasks are read from one answer`() {
    let answer = """
      7|0|RUNNING|None|1:02:03
      7|1|PENDING|Resources|0:00
      7|2|FAILED|NonZeroExitCode|0:07
      9|N/A|RUNNING|None|0:01
      """
    let states = SlurmClient.states(in: answer)
    #expect(states.keys.sorted() == ["7"])
    #expect(states["7"]?.mapValues(\.isActive) == [0: true, 1: true, 2: false])
    #expect(states["7"]?[1]?.reason == "Resources")
  }

  @Test func `ended tasks are read from the accounts`() {
    let answer = """
      7_0|COMPLETED|00:01:12
      7_1|CANCELLED by 1000|00:00:07
      7_1.batch|CANCELLED|00:00:07
      7_[2-4%2]|PENDING|00:00:00
      8|TIMEOUT|01:00:00
      """
    let states = SlurmClient.states(inAccounts: answer)
    #expect(states.keys.sorted() == ["7"])
    #expect(states["7"]?.mapValues(\.word) == [0: "COMPLETED", 1: "CANCELLED"])
    #expect(states["7"]?[1]?.isActive == false && states["7"]?[1]?.elapsed == "00:00:07")
  }

  @Test
  func `cells that differ in their evaluation alone share a task, and where the work is done changes no identity`()
    throws
  {
    let recipe = """
      experiment small {
        data { source = simulated(records = 40); rate = 50 Hz }
        train { steps = 1; batch = 4 }
      }
      sweep both from small {
        vary seed in 1..3
        vary eval.noise in [none, gaussian(snr = 5 dB)]
      }
      """
    let local = plan(recipe)
    let elsewhere = plan(recipe, overlay: "cluster = slurm(time = 2 h)")
    #expect(elsewhere.steps.map(\.identity) == local.steps.map(\.identity))
    let tasks = ClusterTask.tasks(local, missing: Set(local.steps.map(\.identity)))
    #expect(tasks.count == 4)
    let kinds = tasks.map { $0.steps.map(\.kind).sorted() }
    #expect(kinds.filter { $0 == ["generate", "generate", "prepare", "score", "score", "tune"] }.count == 3)
    #expect(Set(tasks.flatMap(\.steps)) == Set(local.steps.map(\.key)))
    let trainings = Set(local.steps.filter { $0.kind == "tune" }.map(\.identity))
    let rest = ClusterTask.tasks(local, missing: Set(local.steps.map(\.identity)).subtracting(trainings))
    #expect(rest.count == 4 && !rest.flatMap(\.steps).contains { $0.kind == "tune" })
  }

  /// More than a pipe holds: the one that complains must not be waited for in vain.
  @Test(.timeLimit(.minutes(1))) func `a long complaint of Slurm arrives whole`() throws {
    let temporary = try TemporaryFolder()
    let command = try temporary.file(
      "scontrol", Data("#!/bin/sh\nprintf '%0200000d' 7 >&2\nexit 1\n".utf8))
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: command.path)
    let environment = ["PATH": temporary.url.path, "SLURM_ARRAY_JOB_ID": "1", "SLURM_ARRAY_TASK_ID": "0"]
    let error = #expect(throws: DataError.self) { try SlurmClient().requeue(environment: environment) }
    #expect(error?.description.count ?? 0 > 200_000)
  }

  private func plan(_ text: String, overlay: String = "") -> Plan {
    let overlays = parse(overlay, name: "<--set>").statements
    let checked = check(SourceText(name: "recipe", text: text), catalog: .meit, overlays: overlays)
    #expect(checked.diagnostics.isEmpty)
    return Plan(checked.program)
  }
}
