import Foundation
import Randomness

extension Recorder {
  /// Adds the electrodes' noise to a clean ECG, then the recorder's filter, gain errors and resolution.
  func record(_ ecg: inout ECG, random: Random) {
    let electrodes = noise(ecg, random: random)
    var random = random.split("gain")
    let decay = 1 - Float(2 * .pi * highPassHertz / ecg.samplesPerSecond)
    let units = Float(unitsPerMillivolt)
    let limbGain = Float(1 + 0.5 * gainSpread * random.normal())
    ecg.forEachLead { lead, samples in
      electrodes.add(to: samples, lead)
      let gain = lead.fromFirstAndSecond == nil ? Float(1 + gainSpread * random.normal()) : limbGain
      var previous = samples.first ?? 0
      var passed = previous
      for index in samples.indices {
        passed = decay * passed + (samples[index] - previous)
        previous = samples[index]
        samples[index] = (passed * gain * units).rounded() / units
      }
    }
  }
}

extension Recorder {
  /// Muscle noise, drift and mains at the electrodes.
  private func noise(_ ecg: ECG, random: Random) -> ElectrodePotentials {
    var random = random
    let muscle = random.uniform(muscle)
    let wander = random.uniform(wander)
    let hum = 2 * humHertz < 0.9 * ecg.samplesPerSecond ? random.uniform(hum) : 0
    let breath = random.uniform(0.15..<0.35) / ecg.samplesPerSecond
    return ElectrodePotentials { index in
      var source = random.split(index)
      var row = Self.noise(ecg.count, deviation: Float(muscle * source.uniform(0.6..<1.3)), &source)
      func add(_ amplitude: Double, _ cycles: Double) {
        addSine(to: &row, amplitude: amplitude, cycles: cycles, phase: source.uniform(0..<(2 * .pi)))
      }
      add(wander * source.uniform(0.3..<1), breath)
      add(0.5 * wander * source.uniform(), 0.37 * breath)
      if hum > 0 { add(hum * source.uniform(), humHertz / ecg.samplesPerSecond) }
      return row
    }
  }

  /// Nearly normal noise: each sample is the sum of four 16-bit uniforms, of which one draw gives one sample.
  private static func noise(_ count: Int, deviation: Float, _ random: inout Random) -> [Float] {
    let scale = deviation * Float(3).squareRoot() / 65536
    var fast = SplitMix(state: random.next())
    return (0..<count).map { _ in
      let bits = fast.next()
      let sum = Int32(bits & 0xFFFF) + Int32(bits >> 16 & 0xFFFF) + Int32(bits >> 32 & 0xFFFF) + Int32(bits >> 48)
      return Float(sum - 131_070) * scale
    }
  }
}

/// A cheap generator for noise, where a sample must cost a nanosecond (Steele, Lea and Flood, "Fast splittable
/// pseudorandom number generators", 2014).
private struct SplitMix {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var bits = (state ^ (state >> 30)) &* 0xbf58_476d_1ce4_e5b9
    bits = (bits ^ (bits >> 27)) &* 0x94d0_49bb_1331_11eb
    return bits ^ (bits >> 31)
  }
}
