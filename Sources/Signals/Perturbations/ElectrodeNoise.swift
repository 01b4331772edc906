import Foundation
import Randomness

extension ElectrodePotentials {
  /// Drift: three sines between 0.05 and 0.5 Hz whose amplitudes add up to `millivolts`.
  static func wander(_ ecg: ECG, _ millivolts: Double, _ random: Random) -> Self {
    Self { electrode in
      var source = random.split(electrode)
      var row = [Float](repeating: 0, count: ecg.count)
      for share in [0.5, 0.3, 0.2] {
        let hertz = source.uniform(0.05..<0.5)
        addSine(
          to: &row, amplitude: share * millivolts, cycles: hertz / ecg.samplesPerSecond,
          phase: source.uniform(0..<(2 * .pi)))
      }
      return row
    }
  }

  /// Mains: one phase for all electrodes, which pick it up unequally, `millivolts` at most.
  static func hum(_ ecg: ECG, hertz: Double, _ millivolts: Double, _ random: Random) -> Self {
    var shared = random
    let phase = shared.uniform(0..<(2 * .pi))
    return Self { electrode in
      var source = random.split(electrode)
      var row = [Float](repeating: 0, count: ecg.count)
      addSine(
        to: &row, amplitude: millivolts * source.uniform(-1..<1), cycles: hertz / ecg.samplesPerSecond, phase: phase)
      return row
    }
  }

  /// Muscle: white noise above 20 Hz with the root mean square `millivolts`.
  static func muscle(_ ecg: ECG, _ millivolts: Double, _ random: Random) -> Self {
    let filter = RecursiveFilter(butterworth: .highPass(20), order: 2, samplesPerSecond: ecg.samplesPerSecond)
    return Self { electrode in
      var source = random.split(electrode)
      let white = (0..<ecg.count).map { _ in source.normal() }
      let noise = filter?.zeroPhase(white) ?? white
      let power = noise.reduce(0) { $0 + $1 * $1 } / Double(max(noise.count, 1))
      let scale = power > 0 ? millivolts / power.squareRoot() : 0
      return noise.map { Float($0 * scale) }
    }
  }

  /// Motion: on average one step in five seconds at each electrode, up to `millivolts`, which decays within a second.
  static func motion(_ ecg: ECG, _ millivolts: Double, _ random: Random) -> Self {
    Self { electrode in
      var source = random.split(electrode)
      var row = [Float](repeating: 0, count: ecg.count)
      var moment = -5 * log(1 - source.uniform())
      while moment < ecg.seconds {
        let (height, decay) = (millivolts * source.uniform(-1..<1), source.uniform(0.1..<0.4))
        let start = Int(moment * ecg.samplesPerSecond)
        for index in start..<ecg.count {
          row[index] += Float(height * exp(-Double(index - start) / (decay * ecg.samplesPerSecond)))
        }
        moment -= 5 * log(1 - source.uniform())
      }
      return row
    }
  }
}
