import Layers
import Models
import Tensors

/// Restoring masked patches.
final class RestorationObjective: EncoderObjective {
  private let autoencoder: MaskedAutoencoder

  init(_ autoencoder: MaskedAutoencoder) { self.autoencoder = autoencoder }

  var parts: [(name: String, module: any Module)] { [("autoencoder", autoencoder)] }

  func terms(_ records: [Int]) -> Int { records.count * autoencoder.restoredValues }

  func loss(_ records: [Int], _ signals: Tensor, divisor: Float, _ pass: Pass) -> Tensor {
    autoencoder.loss(
      signals, masked: autoencoder.mask(records.count, pass.nextRandom()), divisor: divisor, pass)
  }

  func scores(_ batches: [[Int]], _ signals: ([Int]) throws -> Tensor) throws -> [String: RecordedScore] {
    try validationLoss(batches, signals)
  }
}
