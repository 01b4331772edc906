import Foundation
import Randomness
import Signals

/// What a cardiologist would measure in a simulated ECG, from the samples alone.
struct Measurement {
  static let samplesPerSecond = 500.0
  let ecg: ECG
  /// The starts of the QRS complexes, as sample numbers.
  let onsets: [Int]
  private let speed: [Float]
  private let fastest: Float

  init(_ heart: Heart, seed: UInt64 = 3) {
    self.init(
      SimulatedPatient(heart: heart, random: Random(seed: seed)).cleanECG(samplesPerSecond: Self.samplesPerSecond))
  }

  init(_ ecg: ECG) {
    self.ecg = ecg
    // The speed at which all leads change together, over 4 ms.
    speed = (0..<ecg.count).map { index in
      guard index > 0, index + 1 < ecg.count else { return 0 }
      return Lead.allCases.reduce(0) { sum, lead in
        let start = lead.rawValue * ecg.count + index
        return sum + abs(ecg.millivolts[start + 1] - ecg.millivolts[start - 1])
      }
    }
    fastest = speed.max() ?? 0
    var onsets: [Int] = []
    var index = 0
    while index < ecg.count {
      if speed[index] > 0.3 * fastest {
        // Back to the end of a quiet 12 ms; at the tip of a Q wave all leads rest for less.
        var onset = index
        while onset > 6, (speed[(onset - 6)..<onset].max() ?? 0) > 0.06 * fastest { onset -= 1 }
        onsets.append(onset)
        index += Int(0.24 * Self.samplesPerSecond)
      }
      index += 1
    }
    self.onsets = onsets
  }

  /// The intervals between the complexes in seconds.
  var intervals: [Double] { zip(onsets, onsets.dropFirst()).map { Double($1 - $0) / Self.samplesPerSecond } }
  var beatsPerMinute: Double { 60 / (intervals.reduce(0, +) / Double(intervals.count)) }
  /// The relative spread of the intervals.
  var irregularity: Double {
    let mean = intervals.reduce(0, +) / Double(intervals.count)
    return (intervals.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(intervals.count)).squareRoot() / mean
  }

  /// The onset of a complex that is wholly inside the recording.
  var onset: Int { onsets.first { $0 > 200 } ?? 0 }

  /// The height of `lead` at `seconds` after the onset, above what it was just before.
  func height(_ lead: Lead, at seconds: Double) -> Double {
    let samples = ecg[lead]
    let base = samples[samples.startIndex + onset - 4]
    return Double(samples[samples.startIndex + onset + Int(seconds * Self.samplesPerSecond)] - base)
  }

  /// The heights of `lead` over a stretch after the onset.
  func heights(_ lead: Lead, _ range: ClosedRange<Double>) -> [Double] {
    stride(from: range.lowerBound, through: range.upperBound, by: 1 / Self.samplesPerSecond).map {
      height(lead, at: $0)
    }
  }

  /// The R wave (greatest) and the Q or S wave (least) of a complex of at most `width` seconds.
  func peaks(_ lead: Lead, width: Double = 0.11) -> (up: Double, down: Double) {
    let heights = heights(lead, 0...width)
    return (heights.max() ?? 0, heights.min() ?? 0)
  }

  /// The axis in degrees from the net deflections of I and aVF.
  var axisDegrees: Double {
    let (first, foot) = (peaks(.I), peaks(.aVF))
    return atan2((foot.up + foot.down) / 0.866, first.up + first.down) * 180 / .pi
  }

  /// How long the leads change fast after the onset, in seconds.
  var qrsSeconds: Double {
    let limit = onset + Int(0.2 * Self.samplesPerSecond)
    let last = (onset..<limit).last { speed[$0] > 0.1 * fastest } ?? onset
    return Double(last - onset) / Self.samplesPerSecond
  }
}
