import Foundation

/// The waves of one kind of beat, in seconds from the start of the QRS complex.
struct BeatShape {
  var waves: [Wave] = []

  /// The beats that the heart's own rhythm makes.
  static func conducted(_ heart: Heart) -> BeatShape {
    var shape = BeatShape()
    if heart.rhythm.isSinus { shape.addAtrium(heart, pr: heart.prSeconds) }
    shape.waves += VentricleShape(heart).waves
    return shape
  }

  /// A premature beat from elsewhere in the atria: another P wave, the same QRS complex.
  static func prematureAtrial(_ heart: Heart) -> BeatShape {
    var shape = BeatShape()
    shape.addEctopicAtrium(heart, pr: max(0.13, heart.prSeconds - 0.02))
    shape.waves += VentricleShape(heart).waves
    return shape
  }

  /// A premature beat from the ventricles: no P wave, wide, with an opposite T wave.
  static func prematureVentricular(_ heart: Heart) -> BeatShape {
    let width = 0.155
    let size = max(0.8, heart.voltage) * 1.25
    let degrees = heart.axisDegrees > 20 ? -75.0 : 95
    let early = HeartVector(degrees: degrees, millivolts: 0.7 * size, posterior: 0.6 * size)
    let late = HeartVector(degrees: degrees + 15, millivolts: 1.2 * size, posterior: 0.9 * size)
    return BeatShape(waves: [
      Wave(at: 0.3 * width, rise: 0.12 * width, early),
      Wave(at: 0.6 * width, rise: 0.15 * width, late),
      Wave(from: width, to: width + 0.05, rise: 0.03, fall: 0.05, -0.12 * late),
      Wave(at: width + 0.17, rise: 0.055, fall: 0.045, -0.4 * late),
    ])
  }

  /// The right atrium, then the left one: 100 ms in all.
  private mutating func addAtrium(_ heart: Heart, pr: Double) {
    let size = heart.atrialVoltage
    waves += [
      Wave(at: 0.040 - pr, rise: 0.017, HeartVector(degrees: 65, millivolts: 0.085 * size, posterior: -0.05 * size)),
      Wave(at: 0.064 - pr, rise: 0.018, HeartVector(degrees: 45, millivolts: 0.085 * size, posterior: 0.045 * size)),
    ]
  }

  private mutating func addEctopicAtrium(_ heart: Heart, pr: Double) {
    waves.append(
      Wave(
        at: 0.045 - pr, rise: 0.016, HeartVector(degrees: -75, millivolts: 0.1 * heart.atrialVoltage, posterior: -0.04))
    )
  }
}

extension Heart {
  var atrialVoltage: Double { hasLowVoltage ? 0.75 : 0.6 + 0.4 * voltage }

  /// The QT interval at the heart's rate (Bazett: the corrected one times the square root of the RR interval).
  var qtSeconds: Double { qtcSeconds * (60 / beatsPerMinute).squareRoot() }
}
