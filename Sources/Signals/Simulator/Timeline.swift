import Foundation
import Randomness

/// When the beats of a recording start, and which of them are premature.
struct Timeline {
  enum Kind { case conducted, prematureVentricular, prematureAtrial }

  struct Beat {
    /// The start of the QRS complex in seconds.
    var seconds: Double
    var kind: Kind
  }

  private(set) var beats: [Beat] = []

  /// The beats from one interval before the recording to one after it.
  init(_ heart: Heart, seconds: Double, random: Random) {
    var random = random
    var intervals = Intervals(heart, random: random.split("intervals"))
    var moment = -intervals.mean * random.uniform(0.3..<1)
    beats.append(Beat(seconds: moment, kind: .conducted))
    let every = heart.ectopy?.every ?? .max
    var untilPremature = heart.ectopy == nil ? .max : 2 + Int(random.uniform() * Double(min(2, every - 2)))
    while moment < seconds + intervals.mean {
      let interval = intervals.next()
      untilPremature -= 1
      if untilPremature == 0, let ectopy = heart.ectopy {
        untilPremature = every
        let early = max(moment + Self.shortestCoupling(heart), moment + 0.64 * interval)
        switch ectopy.kind {
        case .ventricular:
          beats.append(Beat(seconds: early, kind: .prematureVentricular))
          moment += interval
        case .atrial:
          beats.append(Beat(seconds: early, kind: .prematureAtrial))
          moment = early
        }
      } else {
        moment += interval
        beats.append(Beat(seconds: moment, kind: .conducted))
      }
    }
  }

  /// A premature beat cannot come before the T wave has passed.
  private static func shortestCoupling(_ heart: Heart) -> Double { min(0.42, heart.qtSeconds + 0.02) }
}

/// The intervals between beats, whose mean agrees with the heart rate.
private struct Intervals {
  let mean: Double
  private let rhythm: Findings.Rhythm
  private var random: Random
  private var breath: Double
  private var elapsed = 0.0
  private var deck: [Double] = []

  init(_ heart: Heart, random: Random) {
    rhythm = heart.rhythm
    self.random = random
    breath = 0
    // An early atrial beat resets the sinus node, so the others must be a little slower for the same mean rate.
    let reset = heart.ectopy.map { $0.kind == .atrial ? Double($0.every) / (Double($0.every) - 0.36) : 1 } ?? 1
    mean = 60 / heart.beatsPerMinute * reset
    breath = self.random.uniform()
  }

  mutating func next() -> Double {
    defer { elapsed += mean }
    switch rhythm {
    case .sinus, .sinusBradycardia, .sinusTachycardia:
      let spread = rhythm == .sinusTachycardia ? 0.012 : 0.025
      return mean * (1 + spread * sin(2 * .pi * (0.24 * elapsed + breath)) + 0.3 * spread * random.normal())
    case .atrialFibrillation: return max(0.29, mean * irregular())
    case .atrialFlutter, .ventricularPacing: return mean
    }
  }

  /// The quantiles of a skewed spread around 1, dealt in random order, so that a short recording has the stated rate.
  private mutating func irregular() -> Double {
    if deck.isEmpty { deck = Self.spread.shuffled(using: &random) }
    return deck.removeLast() * (1 + 0.03 * random.normal())
  }

  private static let spread = [0.66, 0.78, 0.87, 0.95, 1.02, 1.12, 1.24, 1.36]
}
