import Foundation
import Language
import Models
import Randomness
import Tensors

/// Has the tuned model write a report for every record of a part of the split.
struct GenerateStep: StepExecutor {
  var isShared: Bool { true }

  func execute(_ context: StepContext) throws -> StepSummary {
    try Precision.with(context.precision) { try generate(context) }
  }

  private func generate(_ context: StepContext) throws -> StepSummary {
    let writing = try context.team.together { try self.writing(context) }
    let seconds = try writing.run()
    return StepSummary(
      scores: ["time.generation": RecordedScore(seconds)],
      notes: writing.evaluated.notes)
  }

  private func writing(_ context: StepContext) throws -> ReportWriting {
    let configuration = context.configuration
    let evaluated = try EvaluatedRecords(context)
    let (model, backbone) = try context.tunedModel()
    let conversations = try Conversations(context, backbone)
    return ReportWriting(
      context: context, evaluated: evaluated, model: model, conversations: conversations,
      loader: context.loader(evaluated.dataset, try context.source.perturbation()),
      options: ReportGenerator.GenerationOptions(
        maximumNewTokens: configuration.integer("eval.max-new"), endTokens: conversations.endTokens,
        decoding: DecodingStrategy(configuration["eval.decoding"]),
        repetitionPenalty: Float(configuration.number("eval.repetition-penalty"))),
      draws: Random(seed: UInt64(configuration.integer("seed"))).split("decoding"))
  }
}

extension DecodingStrategy {
  /// What a recipe's `eval.decoding` says.
  init(_ value: Value) {
    func number(_ name: String) -> Double? { value.argument(name)?.number }
    switch value.head {
    case "beam":
      self = .beam(width: value.argument("width")?.integer ?? 4, lengthPenalty: Float(number("length-penalty") ?? 1))
    case "sample":
      self = .sample(
        Sampling(
          temperature: number("temperature") ?? 1, topK: value.argument("top-k")?.integer ?? 0,
          topP: number("top-p") ?? 1))
    default: self = .greedy
    }
  }
}
