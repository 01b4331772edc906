/// One of the two simulated hospitals, which differ in patients, devices and noise.
public enum Hospital: String, CaseIterable, Sendable, Codable {
  case a, b

  /// How often each condition occurs among its patients.
  var prevalence: Prevalence {
    switch self {
    case .a:
      Prevalence(
        rhythms: [
          (.sinus, 0.60), (.sinusBradycardia, 0.12), (.sinusTachycardia, 0.11), (.atrialFibrillation, 0.10),
          (.atrialFlutter, 0.03), (.ventricularPacing, 0.04),
        ], healthy: 0.30, scale: 1)
    case .b:
      Prevalence(
        rhythms: [
          (.sinus, 0.48), (.sinusBradycardia, 0.10), (.sinusTachycardia, 0.16), (.atrialFibrillation, 0.16),
          (.atrialFlutter, 0.04), (.ventricularPacing, 0.06),
        ], healthy: 0.18, scale: 1.2)
    }
  }

  /// What its recorders do to the signal.
  var recorder: Recorder {
    switch self {
    case .a:
      Recorder(
        muscle: 0.006..<0.02, wander: 0.02..<0.09, hum: 0..<0.006, humHertz: 50, gainSpread: 0.02,
        highPassHertz: 0.03, unitsPerMillivolt: 1000)
    case .b:
      Recorder(
        muscle: 0.012..<0.035, wander: 0.04..<0.16, hum: 0..<0.015, humHertz: 60, gainSpread: 0.05,
        highPassHertz: 0.1, unitsPerMillivolt: 200)
    }
  }
}

/// How often conditions occur.
struct Prevalence {
  /// Rhythms with their shares, which add up to 1.
  var rhythms: [(Findings.Rhythm, Double)]
  /// The share of hearts in sinus rhythm with nothing else.
  var healthy: Double
  /// How much more often than usual the other conditions occur.
  var scale: Double
}

/// A recorder's noise and limits; ranges are drawn from once per recording.
struct Recorder {
  /// The standard deviation of muscle noise at each electrode, in millivolts.
  var muscle: Range<Double>
  /// The amplitude of slow drift at each electrode, in millivolts.
  var wander: Range<Double>
  /// The amplitude of the mains at each electrode, in millivolts, and its frequency.
  var hum: Range<Double>
  var humHertz: Double
  /// The standard deviation of the leads' relative gain errors.
  var gainSpread: Double
  /// The corner of the recorder's high-pass filter.
  var highPassHertz: Double
  /// The digital resolution.
  var unitsPerMillivolt: Double
}
