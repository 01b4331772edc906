import Language
import Metrics
import Models
import Tensors

/// What is measured on the way of a training: scores of reports for the first records of the validation part.
struct TrainingWatch {
  /// Optimiser steps from one measurement to the next.
  let every: Int
  /// The metrics, which are columns of the log.
  let columns: [String]
  private let measured: () throws -> [String: Double]

  /// Nil where the recipe watches nothing but the loss.
  /// - Throws: `DataError` if there is no validation part.
  init?(
    _ context: StepContext, _ model: ReportGenerator, _ conversations: Conversations, _ dataset: any Dataset,
    validation: [Int]
  ) throws {
    let configuration = context.configuration
    let watch = configuration["train.watch"]
    guard watch.head == "every", let steps = watch.argument("steps")?.integer else { return nil }
    let records = Array(validation.prefix(watch.argument("reports")?.integer ?? validation.count))
    guard !records.isEmpty else { throw DataError("train.watch needs a validation part: data.split leaves none.") }
    let names = watch.argument("metrics")?.elements.compactMap(\.head) ?? []
    let loader = context.loader(dataset)
    let references = try records.map { try dataset.report($0, context.source.cleaning) }
    let questions = records.map { conversations.question(dataset.info($0).id) }
    let options = ReportGenerator.GenerationOptions(
      maximumNewTokens: configuration.integer("eval.max-new"), endTokens: conversations.endTokens)
    let atOnce = context.settings.integer("eval.batch")
    every = steps
    columns = names
    measured = {
      let candidates = try stride(from: 0, to: records.count, by: atOnce).flatMap { start in
        let chosen = start..<min(start + atOnce, records.count)
        let signals = model.fusion == .none ? nil : try loader.signals(Array(records[chosen]))
        return model.generated(prompts: Array(questions[chosen]), signals: signals, options: options)
          .map(conversations.answer)
      }
      let scorer = ReportScorer(documents: references)
      let statistics = try scorer.statistics(names, Corpus(candidates: candidates, references: references))
      return statistics.mapValues(\.total)
    }
  }

  /// The scores now.
  func scores() throws -> [String: Double] { try measured() }
}
