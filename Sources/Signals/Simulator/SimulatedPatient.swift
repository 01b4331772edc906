import Randomness

/// A patient who does not exist: a heart, a hospital, and the random stream of the recording.
public struct SimulatedPatient: Sendable, Equatable, Codable {
  public var hospital: Hospital
  /// The age in years.
  public var age: Int
  public var isFemale: Bool
  public var heart: Heart
  /// The stream that times the beats and makes the noise.
  public var random: Random

  /// The patient of a random stream, drawn with the hospital's prevalence.
  public init(random: Random, hospital: Hospital = .a) {
    var draw = random.split("patient")
    self.hospital = hospital
    heart = Heart(hospital.prevalence, random: &draw)
    isFemale = draw.chance(0.48)
    age = min(98, max(18, Int(62 + (heart.rhythm == .sinus ? -6 : 8) + 15 * draw.normal())))
    self.random = random.split("recording")
  }

  /// A patient with the given heart, for pictures and tests.
  public init(heart: Heart, random: Random, hospital: Hospital = .a) {
    self.init(random: random, hospital: hospital)
    self.heart = heart
  }

  /// What the patient's ECG shows.
  public var findings: Findings { Findings(of: heart) }

  /// Records the patient's ECG; the same patient and rate give the same samples.
  public func ecg(samplesPerSecond: Double = 100, seconds: Double = 10) -> ECG {
    precondition(samplesPerSecond > 0 && seconds > 0, "an ECG of \(seconds) s at \(samplesPerSecond) Hz")
    var ecg = cleanECG(samplesPerSecond: samplesPerSecond, seconds: seconds)
    hospital.recorder.record(&ecg, random: random.split("recorder"))
    return ecg
  }

  /// The ECG as the heart makes it, without noise, drift and recorder.
  public func cleanECG(samplesPerSecond: Double = 100, seconds: Double = 10) -> ECG {
    let count = Int((samplesPerSecond * seconds).rounded())
    var course = [HeartVector](repeating: HeartVector(), count: count)
    course.withUnsafeMutableBufferPointer { course in
      let conducted = BeatShape.conducted(heart)
      let ventricular = BeatShape.prematureVentricular(heart)
      let atrial = BeatShape.prematureAtrial(heart)
      for beat in Timeline(heart, seconds: seconds, random: random.split("beats")).beats {
        let shape =
          switch beat.kind {
          case .conducted: conducted
          case .prematureVentricular: ventricular
          case .prematureAtrial: atrial
          }
        for wave in shape.waves { wave.add(to: course, at: beat.seconds, samplesPerSecond: samplesPerSecond) }
      }
      AtrialActivity(heart, random: random.split("atria"))?.add(to: course, samplesPerSecond: samplesPerSecond)
    }
    return ECG(samplesPerSecond: samplesPerSecond, projecting: course)
  }
}

extension ECG {
  /// The twelve leads of a heart vector's course [T].
  init(samplesPerSecond: Double, projecting course: [HeartVector]) {
    self.init(samplesPerSecond: samplesPerSecond, missing: course.count)
    forEachLead { lead, samples in
      let row = Dower.rows[lead.rawValue]
      for index in samples.indices {
        let vector = course[index]
        samples[index] = Float(row.x * vector.x + row.y * vector.y + row.z * vector.z)
      }
    }
  }
}
