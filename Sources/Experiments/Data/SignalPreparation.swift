import Randomness
import Signals

/// What becomes of records with missing samples or leads.
public enum MissingRule: String, Sendable, Codable {
  /// They are left out.
  case skip
  /// Short gaps are filled by straight lines, leads with long ones are masked with zeros.
  case repair
}

/// How signals are made alike before an encoder sees them.
public struct SignalPreparation: Equatable, Sendable {
  public var samplesPerSecond: Double
  public var seconds: Double
  public var normalisation: Normalisation
  public var missing: MissingRule

  public init(
    samplesPerSecond: Double, seconds: Double, normalisation: Normalisation, missing: MissingRule = .skip
  ) {
    self.samplesPerSecond = samplesPerSecond
    self.seconds = seconds
    self.normalisation = normalisation
    self.missing = missing
  }

  /// Samples of each lead.
  public var length: Int { Int((samplesPerSecond * seconds).rounded()) }
  /// Elements of a prepared record.
  public var size: Int { length * Lead.allCases.count }

  /// An ECG that an encoder may see, and what was repaired in it.
  /// - Throws: `SignalError` for flat leads; for missing leads or samples unless the rule is to repair them.
  public func sound(_ ecg: ECG, record: String) throws(SignalError) -> (ecg: ECG, repair: ECG.Repair) {
    guard missing == .repair, ecg.millivolts.contains(where: \.isNaN) else {
      try ecg.requireSound(record: record)
      return (ecg, ECG.Repair())
    }
    let flat = ecg.flatLeads
    guard flat.isEmpty else { throw .flat(record: record, flat) }
    var mended = ecg
    let repair = mended.repairMissing()
    guard repair.masked.count < Lead.allCases.count else { throw .missingLeads(record: record, repair.masked) }
    return (mended, repair)
  }

  /// Checks an ECG, disturbs it where that is asked for, and writes it as [T, 12] to `target`.
  /// - Throws: `SignalError` for missing leads or samples, flat leads, or a rate that cannot be converted.
  public func write(
    _ ecg: ECG, record: String, perturbation: Perturbation? = nil, random: Random = Random(seed: 0),
    to target: UnsafeMutablePointer<Float>
  ) throws(SignalError) {
    let sound = try sound(ecg, record: record).ecg
    let prepared = try disturbed(sound, perturbation, random)
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

  /// The ECG at its final rate, length and scale. Disturbances come before, except for the released code's noise, whose
  /// deviation is told in the units of a record scaled to 0...1: it comes after such scaling, as it does there.
  private func disturbed(_ ecg: ECG, _ perturbation: Perturbation?, _ random: Random) throws(SignalError) -> ECG {
    guard case .whiteSegment(let share, let scale) = perturbation else {
      let disturbed = perturbation.map { $0.applied(to: ecg, random: random) } ?? ecg
      return try fitted(disturbed).normalised(normalisation)
    }
    let fitted = try fitted(ecg)
    guard normalisation != .minMax else {
      return Perturbation.whiteSegment(share: share, scale: scale)
        .applied(to: fitted.normalised(.minMax), random: random)
    }
    let known = fitted.millivolts.filter { !$0.isNaN }
    let range = Double((known.max() ?? 0) - (known.min() ?? 0))
    return Perturbation.whiteSegment(share: share, scale: scale * range).applied(to: fitted, random: random)
      .normalised(normalisation)
  }

  private func fitted(_ ecg: ECG) throws(SignalError) -> ECG {
    try ecg.resampled(to: samplesPerSecond).fitted(to: length)
  }
}
