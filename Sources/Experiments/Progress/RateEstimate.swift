import Foundation

/// How fast work goes now: the median of the slopes between recent moments (Theil 1950, Sen 1968).
///
/// A slow first step moves a median little, regular pauses count, and the window follows a change of speed.
public struct RateEstimate: Equatable, Sendable {
  private struct Moment: Equatable, Sendable {
    let seconds: Double
    let done: Double
  }

  private var moments: [Moment] = []
  private var start: Double?
  private static let windowMoments = 24
  /// Moments closer than this share of the time so far add nothing, so that the window is a fixed share of the whole.
  private static let spacing = 1.0 / 200

  public init() {}

  /// Notes that `done` units are finished at a time in seconds; going back starts anew.
  public mutating func note(done: Double, seconds: Double) {
    if let last = moments.last, done < last.done || seconds < last.seconds { moments = [] }
    let start = self.start ?? seconds
    self.start = start
    if moments.count > 1, let last = moments.last, seconds - last.seconds < (seconds - start) * Self.spacing { return }
    moments.append(Moment(seconds: seconds, done: done))
    if moments.count > Self.windowMoments { moments.removeFirst() }
  }

  /// Units a second; nil before two moments apart.
  public var unitsPerSecond: Double? {
    var slopes: [Double] = []
    for (index, later) in moments.enumerated() {
      for earlier in moments[..<index] where later.seconds > earlier.seconds {
        slopes.append((later.done - earlier.done) / (later.seconds - earlier.seconds))
      }
    }
    guard !slopes.isEmpty else { return nil }
    slopes.sort()
    let middle = slopes.count / 2
    return slopes.count % 2 == 1 ? slopes[middle] : (slopes[middle - 1] + slopes[middle]) / 2
  }
}
