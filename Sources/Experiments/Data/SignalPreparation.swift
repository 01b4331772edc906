import Randomness
import Signals
import Tensors

/// How signals are made alike before an encoder sees them.
public struct SignalPreparation: Equatable, Sendable {
  public enum Normalisation: String, Sendable, CaseIterable {
    /// Each record to 0...1, as in the released code.
    case minMax = "min-max"
    /// Each lead to mean 0 and deviation 1.
    case zScore = "z-score"
    /// Millivolts as they are.
    case none
  }

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

  /// Writes an ECG as [T, 12] to `target`.
  public func write(_ ecg: ECG, to target: UnsafeMutablePointer<Float>) {
    let lo = ecg.millivolts.min()!, hi = ecg.millivolts.max()!
    var ecg = ecg; ecg.millivolts = ecg.millivolts.map { ($0 - lo) / (hi - lo) }
    let leads = Lead.allCases.count, length = length
    for lead in 0..<leads {
      for sample in 0..<length {
        let value = ecg.millivolts[lead * length + sample]
        target[sample * leads + lead] = value.isNaN ? 0 : value
      }
    }
  }
}
