import Randomness
import Signals

/// How signals are made alike before an encoder sees them.
public struct SignalPreparation: Equatable, Sendable {
  public var samplesPerSecond: Double
  public var seconds: Double
  public var normalisation: Normalisation

  public init(samplesPerSecond: Double, seconds: Double, normalisation: Normalisation) {
    self.samplesPerSecond = samplesPerSecond
    self.seconds = seconds
    self.normalisation = normalisation
  }

  /// Samples of each lead.
  public var length: Int { Int((samplesPerSecond * seconds).rounded()) }
  /// Elements of a prepared record.
  public var size: Int { length * Lead.allCases.count }

  /// Checks an ECG, disturbs it where that is asked for, and writes it as [T, 12] to `target`.
  /// - Throws: `SignalError` for missing leads or samples, flat leads, or a rate that cannot be converted.
  public func write(
    _ ecg: ECG, record: String, perturbation: Perturbation? = nil, random: Random = Random(seed: 0),
    to target: UnsafeMutablePointer<Float>
  ) throws(SignalError) {
    try ecg.requireSound(record: record)
    let disturbed = perturbation.map { $0.applied(to: ecg, random: random) } ?? ecg
    let prepared = try disturbed.resampled(to: samplesPerSecond).fitted(to: length).normalised(normalisation)
    let leads = Lead.allCases.count
    let length = length
    prepared.millivolts.withUnsafeBufferPointer { source in
      for lead in 0..<leads {
        for sample in 0..<length {
          let value = source[lead * length + sample]
          target[sample * leads + lead] = value.isNaN ? 0 : value
        }
      }
    }
  }
}
