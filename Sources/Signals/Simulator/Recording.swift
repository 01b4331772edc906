import Foundation
import Randomness

extension Recorder {
  /// Adds the electrodes' noise to a clean ECG, then the recorder's filter, gain errors and resolution.
  func record(_ ecg: inout ECG, random: Random) {
    let electrodes = ElectrodeNoise(self, count: ecg.count, samplesPerSecond: ecg.samplesPerSecond, random: random)
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

/// Muscle noise, drift and mains at the nine electrodes, from which all leads have theirs: Einthoven's law holds.
struct ElectrodeNoise {
  /// Nine rows [9, T] in millivolts: right arm, left arm, left leg, V1 to V6.
  private var rows: [[Float]] = []

  init(_ recorder: Recorder, count: Int, samplesPerSecond: Double, random: Random) {
    var random = random
    let muscle = random.uniform(recorder.muscle)
    let wander = random.uniform(recorder.wander)
    let hum = 2 * recorder.humHertz < 0.9 * samplesPerSecond ? random.uniform(recorder.hum) : 0
    let breath = random.uniform(0.15..<0.35)
    for index in 0..<9 {
      var source = random.split(index)
      var row = Self.noise(count, deviation: Float(muscle * source.uniform(0.6..<1.3)), &source)
      Self.addWave(to: &row, wander * source.uniform(0.3..<1), breath / samplesPerSecond, &source)
      Self.addWave(to: &row, 0.5 * wander * source.uniform(), 0.37 * breath / samplesPerSecond, &source)
      if hum > 0 { Self.addWave(to: &row, hum * source.uniform(), recorder.humHertz / samplesPerSecond, &source) }
      rows.append(row)
    }
  }

  func add(to samples: UnsafeMutableBufferPointer<Float>, _ lead: Lead) {
    let (right, left, foot) = (rows[0], rows[1], rows[2])
    if let sum = lead.fromFirstAndSecond {
      for index in samples.indices {
        samples[index] += sum.first * (left[index] - right[index]) + sum.second * (foot[index] - right[index])
      }
    } else {
      let chest = rows[3 + lead.rawValue - Lead.V1.rawValue]
      for index in samples.indices { samples[index] += chest[index] - (right[index] + left[index] + foot[index]) / 3 }
    }
  }

  /// Nearly normal noise: each sample is the sum of four 16-bit uniforms, of which one draw gives one sample.
  private static func noise(_ count: Int, deviation: Float, _ random: inout Random) -> [Float] {
    let scale = deviation * Float(3).squareRoot() / 65536
    return (0..<count).map { _ in
      let bits = random.next()
      let sum = Int32(bits & 0xFFFF) + Int32(bits >> 16 & 0xFFFF) + Int32(bits >> 32 & 0xFFFF) + Int32(bits >> 48)
      return Float(sum - 131_070) * scale
    }
  }

  /// Adds a sine with a random phase by turning a pointer, `cycles` per sample.
  private static func addWave(to row: inout [Float], _ amplitude: Double, _ cycles: Double, _ random: inout Random) {
    let phase = random.uniform(0..<(2 * .pi))
    let turn = SIMD2(cos(2 * .pi * cycles), sin(2 * .pi * cycles))
    var pointer = SIMD2(amplitude * cos(phase), amplitude * sin(phase))
    for index in row.indices {
      row[index] += Float(pointer.y)
      pointer = SIMD2(pointer.x * turn.x - pointer.y * turn.y, pointer.x * turn.y + pointer.y * turn.x)
    }
  }
}
