import Foundation
import Randomness

/// A disturbance of an ECG at evaluation. The same stream gives the same disturbance, and a stronger one is the weaker
/// one scaled, lengthened or continued.
public enum Perturbation: Sendable, Equatable, Codable {
  /// White Gaussian noise at a true signal-to-noise ratio: in every lead the noise has exactly the power of the lead
  /// (about its mean) less this many decibels.
  case gaussian(decibels: Double)
  /// The same with the ratio of powers given plainly (paper section 4.4: 0.05 to 0.2).
  case gaussianRatio(Double)
  /// What the paper's released code does: white noise on one random segment of at most `share` of the record, its
  /// standard deviation drawn from 0 to `scale` in the units of the samples (there a record scaled to 0...1), the same
  /// noise on all leads.
  case whiteSegment(share: Double, scale: Double)
  /// Slow drift at the electrodes, up to 0.5 Hz, of this amplitude.
  case baselineWander(millivolts: Double)
  /// Mains hum at the electrodes.
  case powerline(hertz: Double, millivolts: Double)
  /// Muscle noise at the electrodes: white noise above 20 Hz of this root mean square.
  case muscle(millivolts: Double)
  /// Electrodes that move: steps that decay within a second, up to this amplitude.
  case electrodeMotion(millivolts: Double)
  /// This many leads that show nothing (0 mV).
  case leadDropout(leads: Int)
  /// Two electrodes mixed up.
  case electrodeSwap(ElectrodeSwap)

  /// The ECG disturbed; missing samples stay missing.
  public func applied(to ecg: ECG, random: Random) -> ECG {
    var disturbed = ecg
    switch self {
    case .gaussian(let decibels): disturbed.addGaussian(powerRatio: pow(10, decibels / 10), random)
    case .gaussianRatio(let ratio): disturbed.addGaussian(powerRatio: ratio, random)
    case .whiteSegment(let share, let scale): disturbed.addWhiteSegment(share: share, scale: scale, random)
    case .baselineWander(let millivolts): disturbed.add(.wander(ecg, millivolts, random))
    case .powerline(let hertz, let millivolts): disturbed.add(.hum(ecg, hertz: hertz, millivolts, random))
    case .muscle(let millivolts): disturbed.add(.muscle(ecg, millivolts, random))
    case .electrodeMotion(let millivolts): disturbed.add(.motion(ecg, millivolts, random))
    case .leadDropout(let leads):
      var random = random
      for lead in Lead.allCases.shuffled(using: &random).prefix(leads) {
        disturbed[lead] = ArraySlice(repeatElement(0, count: ecg.count))
      }
    case .electrodeSwap(let swap): disturbed = swap.applied(to: ecg)
    }
    return disturbed
  }
}

extension ECG {
  fileprivate mutating func addGaussian(powerRatio: Double, _ random: Random) {
    precondition(powerRatio > 0, "a signal-to-noise ratio of \(powerRatio)")
    forEachLead { lead, samples in
      var source = random.split(lead.rawValue)
      let noise = samples.map { _ in source.normal() }
      let known = samples.indices.filter { !samples[$0].isNaN }
      let mean = known.reduce(0) { $0 + Double(samples[$1]) } / Double(max(known.count, 1))
      let signal = known.reduce(0) { $0 + (Double(samples[$1]) - mean) * (Double(samples[$1]) - mean) }
      let power = known.reduce(0) { $0 + noise[$1] * noise[$1] }
      guard power > 0 else { return }
      let scale = (signal / powerRatio / power).squareRoot()
      for index in samples.indices { samples[index] += Float(scale * noise[index]) }
    }
  }

  fileprivate mutating func addWhiteSegment(share: Double, scale: Double, _ random: Random) {
    var random = random
    let length = Int(Double(count) * min(1, max(0, share)) * random.uniform())
    let start = Int(Double(count - length + 1) * random.uniform())
    let deviation = scale * random.uniform()
    let noise = (0..<length).map { _ in Float(deviation * random.normal()) }
    forEachLead { _, samples in
      for (offset, value) in noise.enumerated() { samples[start + offset] += value }
    }
  }
}
