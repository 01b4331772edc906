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
    var index = first
    add(to: course, from: &index, while: plateau.lowerBound, last, time, samplesPerSecond, rise, plateau.lowerBound)
    while index <= last, Double(index) / samplesPerSecond - time <= plateau.upperBound {
      course[index] += vector
      index += 1
    }
    add(to: course, from: &index, while: .infinity, last, time, samplesPerSecond, fall, plateau.upperBound)
  }

  /// Adds a flank. A Gaussian at even steps is a product of factors that themselves form a geometric series, which
  /// saves an exponential per sample.
  private func add(
    to course: UnsafeMutableBufferPointer<HeartVector>, from index: inout Int, while limit: Double, _ last: Int,
    _ time: Double, _ samplesPerSecond: Double, _ deviation: Double, _ center: Double
  ) {
    let step = 1 / (samplesPerSecond * deviation)
    let distance = (Double(index) / samplesPerSecond - time - center) / deviation
    var height = exp(-0.5 * distance * distance)
    var factor = exp(-step * (distance + 0.5 * step))
    let change = exp(-step * step)
    while index <= last, Double(index) / samplesPerSecond - time < limit {
      course[index] += vector * height
      height *= factor
      factor *= change
      index += 1
    }
  }
}
