import Experiments
import Foundation
import TestSupport
import Testing

/// The judge as a step of a run, against a real server on loopback.
struct JudgeStepTests {
  private static let recipe = """
    data { source = simulated(records = 60); rate = 100 Hz; duration = 2 s; split = ratio(train = 60 %, validation = 0 %, test = 40 %) }
    encoder.kind = temporal-conv(depth = 18, width = 4)
    lora.rank = 2
    train { steps = 1; batch = 4; accumulation = 1 }
    eval { max-new = 6; judge = llm(model = "judge-1", reports = 5); judge-at-once = 1 }

    """

  private static func grades(_ accuracy: Int) -> String {
    "Medical Terminology Accuracy: 4\nLogical Consistency: 4\nCompleteness: 2\nDiagnostic Accuracy: \(accuracy)"
  }

  @Test func gradesBecomeScoresAndUnreadableAnswersAreCounted() throws {
    let temporary = try TemporaryFolder()
    let server = try LoopbackServer { request in
      request.number == 2 ? .completion("I would rather not.") : .completion(Self.grades(request.number > 3 ? 5 : 3))
    }
    let run = try RecipeRun(Self.recipe, in: temporary.url, environment: ["MEIT_JUDGE_URL": server.url])
    try run.runner.run()
    let summary = try run.record(of: "judge").summary
    #expect(server.received.count == 5)
    #expect(summary.scores["judge.completeness"]?.value == 2)
    let accuracy = try #require(summary.scores["judge.accuracy"])
    #expect(accuracy.value == 4 && accuracy.scored == 4 && accuracy.total == 5 && accuracy.unparsed == 1)
    #expect(summary.notes["judge"] == "judge-1" && summary.notes["unparsed"] == "1")
    let sample = try #require(try SampleLog.read(folder: run.folder(of: "generate")).first)
    let body = String(decoding: try #require(server.received.first).body, as: UTF8.self)
    #expect(body.contains("You are an expert in Electrocardiogram"))
    #expect(sample.reference.isEmpty == false)
  }

  /// What was answered before an interruption is not paid for twice.
  @Test func anInterruptedJudgeGoesOn() throws {
    let temporary = try TemporaryFolder()
    let server = try LoopbackServer { request in
      request.number == 3 ? .init(status: 401, body: "the money is used up") : .completion(Self.grades(3))
    }
    let environment = ["MEIT_JUDGE_URL": server.url]
    let first = try RecipeRun(Self.recipe, in: temporary.url, environment: environment)
    #expect(throws: ChatError.self) { try first.runner.run() }
    let second = try RecipeRun(Self.recipe, in: temporary.url, environment: environment)
    try second.runner.run()
    #expect(server.received.count == 3 + 3)
    #expect(try second.record(of: "judge").summary.scores["judge.accuracy"]?.scored == 5)
  }

  @Test func aJudgeWithoutAddressIsSaid() throws {
    let temporary = try TemporaryFolder()
    let run = try RecipeRun(Self.recipe, in: temporary.url)
    let error = try #require(throws: DataError.self) { try run.runner.run() }
    #expect(error.description.contains("MEIT_JUDGE_URL"))
  }

  @Test func promptsAreRephrasedOnceForAllSteps() throws {
    let temporary = try TemporaryFolder()
    let server = try LoopbackServer { request in
      .completion("1. Prompt \(request.number) a\n- \"Prompt \(request.number) b\"\n\nPrompt \(request.number) c")
    }
    let recipe = """
      data { source = simulated(records = 60); rate = 100 Hz; duration = 2 s; prompts = llm(count = 40) }
      encoder.kind = temporal-conv(depth = 18, width = 4)
      lora.rank = 2
      train { steps = 1; batch = 4; accumulation = 1 }
      eval { max-new = 2; limit = 3 }
      """
    let run = try RecipeRun(recipe, in: temporary.url, environment: ["MEIT_JUDGE_URL": server.url])
    try run.runner.run()
    let file = try run.folder(of: "prepare").appending(path: "prompts.txt")
    let prompts = try String(contentsOf: file, encoding: .utf8).split(separator: "\n").map(String.init)
    #expect(prompts.count == 40 && Set(prompts).count == 40)
    #expect(prompts[32] == "Prompt 1 a" && prompts.contains("Prompt 8 a"))
    let asked = try SampleLog.read(folder: run.folder(of: "generate")).map(\.prompt)
    #expect(asked.allSatisfy(prompts.contains))
  }
}
