import Foundation
import Parallel
import Randomness
import Signals
import Synchronization
import Tensors

/// Makes batches of signals, prepares the next one on a thread of its own while the current one is worked with, and
/// keeps what fits in memory for the next epoch. What it gives depends on the records alone.
package final class SignalLoader: Sendable {
  private let dataset: any Dataset
  private let preparation: SignalPreparation
  private let perturbation: Perturbation?
  private let random: Random
  /// How many prepared records are kept.
  private let capacity: Int
  private let state = Mutex(State())
  private let ahead = DispatchQueue(label: "meit.signals")

  private struct State {
    /// Prepared signals that stay for the next epoch.
    var kept: [Int: [Float]] = [:]
    /// Prepared signals that are dropped once they were used.
    var ready: [Int: [Float]] = [:]
  }

  /// - Parameter megabytes: How much memory prepared signals may take.
  package init(
    _ dataset: any Dataset, _ preparation: SignalPreparation, perturbation: Perturbation? = nil, seed: UInt64 = 0,
    megabytes: Double = SignalLoader.standardMegabytes
  ) {
    self.dataset = dataset
    self.preparation = preparation
    self.perturbation = perturbation
    random = Random(seed: seed).split("perturbation")
    capacity = Int(megabytes * 1e6) / max(1, preparation.size * MemoryLayout<Float>.size)
  }

  package static let standardMegabytes = 800.0

  /// How many records are in memory.
  package var count: Int { state.withLock { $0.kept.count + $0.ready.count } }

  /// Has records prepared that will be asked for next.
  ///
  /// One thread alone works ahead, outside the pool, which the engine has in use meanwhile. A record that cannot be
  /// prepared is passed over: asking for it tells why.
  package func prefetch(_ records: [Int]) {
    ahead.async { [self] in
      for record in missing(records) {
        if let signal = try? prepared(record).get() { keep(signal, of: record) }
      }
    }
  }

  /// The signals of some records, [B, T, 12].
  /// - Throws: `SignalError` that names the record.
  package func signals(_ records: [Int]) throws -> Tensor {
    ahead.sync {}
    let missing = missing(records)
    let fresh = Pool.map(missing.count) { prepared(missing[$0]) }
    for (record, signal) in zip(missing, fresh) { keep(try signal.get(), of: record) }
    let size = preparation.size
    let batch = Tensor(uninitialized: [records.count, preparation.length, Lead.allCases.count])
    state.withLock { state in
      for (position, record) in records.enumerated() {
        guard let signal = state.kept[record] ?? state.ready[record] else { continue }
        signal.withUnsafeBufferPointer { source in
          guard let base = source.baseAddress else { return }
          (batch.pointer + position * size).update(from: base, count: size)
        }
      }
      for record in records { state.ready[record] = nil }
    }
    return batch
  }

  private func missing(_ records: [Int]) -> [Int] {
    state.withLock { state in
      var seen: Set<Int> = []
      return records.filter { state.kept[$0] == nil && state.ready[$0] == nil && seen.insert($0).inserted }
    }
  }

  private func keep(_ signal: [Float], of record: Int) {
    state.withLock { state in
      if state.kept.count < capacity { state.kept[record] = signal } else { state.ready[record] = signal }
    }
  }

  private func prepared(_ record: Int) -> Result<[Float], SignalError> {
    var failure: SignalError?
    let signal = [Float](unsafeUninitializedCapacity: preparation.size) { buffer, initialized in
      guard let base = buffer.baseAddress else { return }
      do throws(SignalError) {
        try preparation.write(
          dataset.ecg(record), record: dataset.info(record).id, perturbation: perturbation,
          random: random.split(record), to: base)
        initialized = preparation.size
      } catch {
        failure = error
      }
    }
    return failure.map(Result.failure) ?? .success(signal)
  }
}
