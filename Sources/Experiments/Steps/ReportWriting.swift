import Foundation
import MessagePassing
import Models
import Randomness
import Tensors

/// The writing of reports for some records, batch by batch; each rank of a team writes a batch of every round, and the
/// first one keeps them all.
struct ReportWriting {
  let context: StepContext
  let evaluated: EvaluatedRecords
  let model: ReportGenerator
  let conversations: Conversations
  let loader: SignalLoader
  let options: ReportGenerator.GenerationOptions
  /// Where sampling draws from.
  let draws: Random

  private var team: Team { context.team }
  private var dataset: any Dataset { evaluated.dataset }
  private var records: [Int] { evaluated.records }
  private var shown: [Int] { evaluated.shown }

  /// Writes those reports that no earlier attempt has written.
  /// - Returns: The seconds that a report takes.
  func run() throws -> Double {
    let log = try team.together { try team.isFirst ? SampleLog(folder: context.workspace.folder) : nil }
    let first = try team.gathered(log?.resumed.count ?? 0)[0]
    var round = BatchRound(of: context.settings.integer("eval.batch"), in: first..<records.count, ranks: team.count)
    let started = Date()
    while !round.isEmpty {
      let next = round.next
      let own = try team.together { try written(for: round.batches[team.rank], before: next.batches[team.rank]) }
      let answers = try gathered(own)
      try team.together {
        if let log { try keep(answers, from: round.start, log) }
      }
      round = next
      if try team.any(context.stop.isRequested) { throw Stopped() }
    }
    return Date().timeIntervalSince(started) / Double(max(1, records.count - first))
  }

  private func written(for batch: Range<Int>, before next: Range<Int>) throws -> [[Int32]] {
    guard !batch.isEmpty else { return [] }
    let infos = records[batch].map(dataset.info)
    let signals = model.fusion == .none ? nil : try loader.signals(Array(shown[batch]))
    if signals != nil { loader.prefetch(Array(shown[next])) }
    let questions = infos.map { conversations.question($0.id) }
    try model.requireReadable(questions)
    return model.generated(
      prompts: questions, signals: signals, options: options,
      streams: infos.map { draws.split($0.id) })
  }

  /// The answers of all ranks in the order of the records.
  private func gathered(_ own: [[Int32]]) throws -> [[Int32]] {
    guard !team.isAlone else { return own }
    let lengths = try team.gathered(own.map(\.count)).joined()
    var rest = try team.gathered(own.flatMap(\.self)).joined()[...]
    return lengths.map { length in
      defer { rest = rest.dropFirst(length) }
      return Array(rest.prefix(length))
    }
  }

  private func keep(_ answers: [[Int32]], from start: Int, _ log: SampleLog) throws {
    for (place, answer) in zip(start..., answers) {
      let info = dataset.info(records[place])
      try log.append(
        Sample(
          record: info.id, prompt: conversations.prompt(info.id),
          reference: try dataset.report(records[place], context.source.cleaning),
          generated: conversations.answer(answer),
          tokens: answer.count, finished: answer.count < options.maximumNewTokens))
    }
    try log.synchronise()
    context.progress(.advanced(done: start + answers.count, total: records.count, unit: "reports"))
  }
}

/// One batch for each rank, from a list that is worked through in order; the last ones may be short or empty.
package struct BatchRound: Equatable {
  /// By rank, one after the other.
  package let batches: [Range<Int>]
  private let size: Int
  private let total: Int

  package init(of size: Int, in places: Range<Int>, ranks: Int) {
    self.size = size
    total = places.upperBound
    batches = (0..<ranks).map { rank in
      let start = min(places.lowerBound + rank * size, places.upperBound)
      return start..<min(start + size, places.upperBound)
    }
  }

  package var start: Int { batches.first?.lowerBound ?? total }
  package var isEmpty: Bool { start >= total }
  package var next: BatchRound {
    BatchRound(of: size, in: (batches.last?.upperBound ?? total)..<total, ranks: batches.count)
  }
}
