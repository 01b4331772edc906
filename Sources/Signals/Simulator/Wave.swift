import Foundation

/// A deflection of the heart vector: a Gaussian rise, an optional plateau and a Gaussian fall.
struct Wave {
  /// The plateau in seconds from the start of the QRS complex; a point for a plain Gaussian.
  var plateau: ClosedRange<Double>
  /// The standard deviations of the two flanks in seconds.
  var rise: Double
  var fall: Double
  /// The vector on the plateau.
  var vector: HeartVector

  init(at peak: Double, rise: Double, fall: Double? = nil, _ vector: HeartVector) {
    self.init(from: peak, to: peak, rise: rise, fall: fall ?? rise, vector)
  }

  init(from start: Double, to end: Double, rise: Double, fall: Double, _ vector: HeartVector) {
    plateau = start...max(start, end)
    self.rise = rise
    self.fall = fall
    self.vector = vector
  }

  /// How many standard deviations of a flank are drawn.
  private static let reach = 4.0

  /// Adds the wave, with the QRS complex starting at `time` seconds, to the vector's course.
  func add(to course: UnsafeMutableBufferPointer<HeartVector>, at time: Double, samplesPerSecond: Double) {
    let begin = time + plateau.lowerBound - Self.reach * rise
    let end = time + plateau.upperBound + Self.reach * fall
    let first = max(0, Int((begin * samplesPerSecond).rounded(.up)))
    let last = min(course.count - 1, Int((end * samplesPerSecond).rounded(.down)))
    guard first <= last else { return }
    for index in first...last {
      let moment = Double(index) / samplesPerSecond - time
      course[index] += vector * height(moment)
    }
  }

  private func height(_ moment: Double) -> Double {
    let distance =
      moment < plateau.lowerBound
      ? (moment - plateau.lowerBound) / rise
      : moment > plateau.upperBound ? (moment - plateau.upperBound) / fall : 0
    return distance == 0 ? 1 : exp(-0.5 * distance * distance)
  }
}
