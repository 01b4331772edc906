import Foundation
import Randomness

/// What the atria do all the time in fibrillation and flutter.
struct AtrialActivity {
  private let hertz: Double
  private let wobble: (hertz: Double, phase: Double)
  private let harmonics: [(factor: Double, phase: Double, vector: HeartVector)]

  /// Nil for other rhythms.
  init?(_ heart: Heart, random: Random) {
    var random = random
    wobble = (random.uniform(0.3..<0.9), random.uniform(0..<(2 * .pi)))
    switch heart.rhythm {
    case .atrialFibrillation:
      hertz = random.uniform(5.2..<7.4)
      let size = random.uniform(0.8..<1.4)
      harmonics = [1, 1.37, 1.93].enumerated().map { index, factor in
        let height = size * 0.034 / Double(index + 1).squareRoot()
        return (factor, random.uniform(0..<(2 * .pi)), HeartVector(0.3, 1, -1.2) * height)
      }
    case .atrialFlutter:
      // The conduction ratio is the smallest that puts the atrial rate into flutter's range.
      let ratio = (240 / heart.beatsPerMinute).rounded(.up)
      hertz = heart.beatsPerMinute * ratio / 60
      harmonics = (1...4).map { (Double($0), 0, HeartVector(0.1, -1, -0.35) * (0.13 / Double($0))) }
    default: return nil
    }
    isRegular = heart.rhythm == .atrialFlutter
  }

  private let isRegular: Bool

  func add(to course: UnsafeMutableBufferPointer<HeartVector>, samplesPerSecond: Double) {
    for index in course.indices {
      let moment = Double(index) / samplesPerSecond
      let swing = isRegular ? 0 : 1.6 * sin(2 * .pi * wobble.hertz * moment + wobble.phase)
      for harmonic in harmonics {
        course[index] += harmonic.vector * sin(harmonic.factor * (2 * .pi * hertz * moment + swing) + harmonic.phase)
      }
    }
  }
}
