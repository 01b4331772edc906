import Layers
import Tensors

/// What an ECG encoder is trained for before it meets the language model; a module of the encoder and what it needs on
/// top of it for that.
protocol EncoderObjective: Module {
  /// How many terms the loss of some records is a sum of.
  func terms(_ records: [Int]) -> Int

  /// The loss of some records with their ECGs [B, T, 12]: the sum of its terms divided by `divisor`.
  func loss(_ records: [Int], _ signals: Tensor, divisor: Float, _ pass: Pass) -> Tensor

  /// What the objective measures on records that it was not trained on, batch by batch.
  func scores(_ batches: [[Int]], _ signals: ([Int]) throws -> Tensor) throws -> [String: RecordedScore]
}

extension EncoderObjective {
  /// The mean loss.
  func validationLoss(_ batches: [[Int]], _ signals: ([Int]) throws -> Tensor) throws -> [String: RecordedScore] {
    var total = 0.0
    var count = 0
    for batch in batches {
      total += Double(loss(batch, try signals(batch), divisor: 1, .inference).item)
      count += terms(batch)
    }
    guard count > 0 else { return [:] }
    return ["encoder.loss": RecordedScore(total / Double(count), scored: batches.joined().count)]
  }
}
