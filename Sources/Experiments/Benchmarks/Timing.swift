import Foundation

/// Times of something done over and over, after it was done once for nothing.
struct Timing {
  /// Seconds, in the order in which they were taken.
  let seconds: [Double]

  init(rounds: Int, _ body: () throws -> Void) rethrows {
    try body()
    var seconds: [Double] = []
    for _ in 0..<rounds {
      let started = Date()
      try body()
      seconds.append(Date().timeIntervalSince(started))
    }
    self.seconds = seconds
  }

  var median: Double { seconds.upperMedian }
}

extension [Double] {
  /// The middle one, of two the greater; there must be one.
  var upperMedian: Double { sorted()[count / 2] }
}
