import Foundation
import Tensors

/// The search for a likely text after one prompt: `width` texts go on, and the best that ended are remembered.
///
/// Rules and order of operations are those of `generate` in transformers with `early_stopping = False`.
struct BeamSearch {
  struct Beam: Equatable {
    var tokens: [Int32]
    /// The sum of the log probabilities; over the penalised length for texts that ended.
    var score: Float
  }

  /// A text that goes on, with which of the running texts it comes from.
  typealias Step = (parent: Int, token: Int32)

  let width: Int
  let lengthPenalty: Float
  let endTokens: Set<Int32>
  private(set) var running = [Beam(tokens: [], score: 0)]
  private var ended: [Beam] = []

  init(width: Int, lengthPenalty: Float, endTokens: Set<Int32>) {
    self.width = width
    self.lengthPenalty = lengthPenalty
    self.endTokens = endTokens
  }

  /// The best text; of those still running when none has ended.
  var best: [Int32] { (ended.first ?? running.first)?.tokens ?? [] }

  /// Chooses the texts to go on with, from log probabilities [V] after each running one; none when the search is over.
  mutating func advance(_ logProbabilities: [[Float]], isLast: Bool) -> [Step] {
    let candidates = candidates(logProbabilities)
    for candidate in candidates.prefix(width) where isLast || endTokens.contains(candidate.step.token) {
      end(candidate.step, candidate.score)
    }
    ended = Array(ended.sorted { $0.score > $1.score }.prefix(width))
    let going = candidates.filter { !endTokens.contains($0.step.token) }.prefix(width)
    running = going.map { Beam(tokens: running[$0.step.parent].tokens + [$0.step.token], score: $0.score) }
    return isLast || isOver ? [] : going.map(\.step)
  }

  /// The best continuations: enough of them that `width` go on whichever end.
  private func candidates(_ logProbabilities: [[Float]]) -> [(step: Step, score: Float)] {
    let count = max(2, 1 + endTokens.count) * width
    let all = zip(running.indices, logProbabilities).flatMap { parent, row in
      row.greatest(count).map { place in
        (step: Step(parent: parent, token: Int32(place)), score: running[parent].score + row[place])
      }
    }
    return Array(all.sorted { $0.score > $1.score }.prefix(count))
  }

  private mutating func end(_ step: Step, _ score: Float) {
    let isEnd = endTokens.contains(step.token)
    let tokens = running[step.parent].tokens
    ended.append(
      Beam(tokens: isEnd ? tokens : tokens + [step.token], score: score / penalty(length: tokens.count + 1)))
  }

  /// Whether the best running text would not come in among those that ended, did it end now.
  private var isOver: Bool {
    guard let first = running.first else { return true }
    guard ended.count == width, let worst = ended.last else { return false }
    return first.score / penalty(length: first.tokens.count) <= worst.score
  }

  private func penalty(length: Int) -> Float { pow(Float(length), lengthPenalty) }
}

extension Continuation {
  /// The best text that a beam search finds after each prompt.
  func searched(
    _ count: Int, _ options: ReportGenerator.GenerationOptions, width: Int, lengthPenalty: Float
  ) -> [[Int32]] {
    var searches = (0..<count).map { _ in
      BeamSearch(width: width, lengthPenalty: lengthPenalty, endTokens: options.endTokens)
    }
    var active = Array(0..<count)
    for step in 0..<room {
      var places: [Int] = []
      var tokens: [Int32] = []
      var going: [Int] = []
      var first = 0
      for search in active {
        let rows = first..<first + searches[search].running.count
        let steps = searches[search].advance(
          rows.map { logProbabilities($0, options.repetitionPenalty) }, isLast: step == room - 1)
        places += steps.map { first + $0.parent }
        tokens += steps.map(\.token)
        if !steps.isEmpty { going.append(search) }
        first = rows.upperBound
      }
      if going.isEmpty { break }
      active = going
      keep(places)
      append(tokens)
    }
    return searches.map(\.best)
  }

  /// The log probabilities [V] of the next token of an active text, after the penalty for repetition: in a search it
  /// changes the log probabilities, not the logits.
  private func logProbabilities(_ place: Int, _ penalty: Float) -> [Float] {
    var row = logits.row(place)
    let highest = row.max() ?? 0
    let sum = row.reduce(0.0) { $0 + exp(Double($1 - highest)) }
    let total = highest + Float(log(sum))
    for index in row.indices { row[index] -= total }
    if penalty != 1 { row.penalise(texts[place], by: penalty) }
    return row
  }
}
