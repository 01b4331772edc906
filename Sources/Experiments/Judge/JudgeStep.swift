import Foundation
import Language
import Metrics
import Randomness
import Synchronization

/// Has a language model grade generated reports beside their references (paper Table 6).
struct JudgeStep: StepExecutor {
  /// How a judge's server is waited for.
  var patience = ChatClient.Patience()

  func execute(_ context: StepContext) throws -> StepSummary {
    let judge = context.configuration["eval.judge"]
    let samples = Self.chosen(
      try SampleLog.read(folder: context.input("generate")), count: judge.argument("reports")?.integer ?? 500)
    let client = ChatClient(
      try ChatEndpoint(environment: context.environment), model: judge.argument("model")?.text ?? "",
      patience: patience, perMinute: context.settings.integer("eval.judge-per-minute"), stop: context.stop)
    let atOnce = context.settings.integer("eval.judge-at-once")
    let log = try JudgementLog(folder: context.workspace.folder)
    var judgements: [Judgement] = []
    for start in stride(from: 0, to: samples.count, by: atOnce) {
      let wave = samples[start..<min(samples.count, start + atOnce)]
      judgements += try Self.judged(Array(wave), client, log)
      context.progress(.advanced(done: judgements.count, total: samples.count, unit: "reports"))
      try context.stop.check()
    }
    guard judgements.contains(where: { $0.answer != nil }) else {
      throw DataError("No report was graded: \(judgements.first?.failure ?? "there was none").")
    }
    return Self.summary(judgements, model: client.model)
  }

  /// The reports that are graded: at random, the same for every model that wrote about the same records.
  private static func chosen(_ samples: [Sample], count: Int) -> [Sample] {
    guard count < samples.count else { return samples }
    var stream = Random(seed: 0).split("judge")
    return samples.indices.shuffled(using: &stream).prefix(count).sorted().map { samples[$0] }
  }

  /// The judgements of a few samples, asked for at the same time and written down in their order.
  private static func judged(_ samples: [Sample], _ client: ChatClient, _ log: JudgementLog) throws -> [Judgement] {
    let questions = samples.map { JudgePrompt.filled(generated: $0.generated, real: $0.reference) }
    let keys = questions.map { sha256(Array("\(client.model)\n\($0)".utf8)) }
    let answers = Mutex<[Int: Result<String, any Error>]>([:])
    let open = samples.indices.filter { log.known[keys[$0]] == nil }
    DispatchQueue.concurrentPerform(iterations: open.count) { place in
      let index = open[place]
      let answer = Result { try client.answer(questions[index]) }
      answers.withLock { $0[index] = answer }
    }
    let received = answers.withLock { $0 }
    var judgements: [Judgement] = []
    for index in samples.indices {
      if var known = log.known[keys[index]] {
        known.record = samples[index].record
        judgements.append(known)
        continue
      }
      var judgement = Judgement(record: samples[index].record, question: keys[index])
      switch received[index] {
      case .success(let answer): judgement.answer = answer
      case .failure(let error as ChatError) where error.isPassing: judgement.failure = "\(error)"
      case .failure(let error): throw error
      case nil: judgement.failure = "not asked"
      }
      try log.append(judgement)
      judgements.append(judgement)
    }
    try log.synchronise()
    return judgements
  }

  /// Mean grades with their intervals; answers without a grade count as unparsed.
  private static func summary(_ judgements: [Judgement], model: String) -> StepSummary {
    var scores: [String: RecordedScore] = [:]
    let grades = judgements.map(\.grades)
    for dimension in JudgeDimension.allCases {
      let values = grades.compactMap { $0[dimension] }
      guard !values.isEmpty else { continue }
      let statistics = PairStatistics(means: values)
      let interval = Bootstrap().intervals([statistics])[0]
      scores[dimension.metric] = RecordedScore(
        statistics.total, low: interval?.lowerBound, high: interval?.upperBound, scored: values.count,
        total: judgements.count, unparsed: judgements.count - values.count)
    }
    let failures = judgements.count { $0.answer == nil }
    return StepSummary(
      scores: scores,
      notes: [
        "judge": model, "reports": "\(judgements.count)", "unanswered": "\(failures)",
        "unparsed": "\(grades.count { $0.count < JudgeDimension.allCases.count })",
      ], showsPatients: true)
  }

  /// What grading costs, in words, before anything is asked: a report has about 60 tokens, an answer about 400.
  static func estimate(_ configuration: Configuration) -> String {
    let reports = configuration["eval.judge"].argument("reports")?.integer ?? 0
    let read = Double(reports * (JudgePrompt.approximateTokens + 120)) / 1e6
    let written = Double(reports * 400) / 1e6
    let format = FloatingPointFormatStyle<Double>.number.precision(.fractionLength(2))
    return "at most \(reports) questions, about \(read.formatted(format)) million tokens to read and "
      + "\(written.formatted(format)) million to write"
  }
}
