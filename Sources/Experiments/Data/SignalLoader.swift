import Parallel
import Randomness
import Signals
import Synchronization
import Tensors

/// Makes batches of signals, and keeps what fits in memory for the next epoch.
final class SignalLoader {
  private let dataset: any Dataset
  private let preparation: SignalPreparation
  private let perturbation: Perturbation?
  private let random: Random
  private var kept: [Int: Tensor] = [:]
  /// Bytes of prepared signals that are kept.
  private static let memoryLimit = 768 << 20

  init(
    _ dataset: any Dataset, _ preparation: SignalPreparation, perturbation: Perturbation? = nil, seed: UInt64 = 0
  ) {
    self.dataset = dataset
    self.preparation = preparation
    self.perturbation = perturbation
    random = Random(seed: seed).split("perturbation")
  }

  /// The signals of some records, [B, T, 12].
  /// - Throws: `SignalError` that names the record.
  func signals(_ records: [Int]) throws -> Tensor {
    let size = preparation.size
    let batch = Tensor(uninitialized: [records.count, preparation.length, Lead.allCases.count])
    let missing = records.indices.filter { kept[records[$0]] == nil }
    let failures = Pool.map(missing.count) { place -> SignalError? in
      let position = missing[place]
      let record = records[position]
      do throws(SignalError) {
        try preparation.write(
          dataset.ecg(record), record: dataset.info(record).id, perturbation: perturbation,
          random: random.split(record), to: batch.pointer + position * size)
        return nil
      } catch {
        return error
      }
    }
    if let failure = failures.compactMap(\.self).first { throw failure }
    for (position, record) in records.enumerated() {
      let place = batch.pointer + position * size
      if let tensor = kept[record] {
        place.update(from: tensor.pointer, count: size)
      } else if (kept.count + 1) * size * MemoryLayout<Float>.size <= Self.memoryLimit {
        let copy = Tensor(uninitialized: [size])
        copy.pointer.update(from: place, count: size)
        kept[record] = copy
      }
    }
    return batch
  }
}
