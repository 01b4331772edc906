/// A lower and an upper bound of a measured value, in the value's own unit.
public struct Interval: Equatable, Sendable {
  public var low: Double
  public var high: Double

  public init(_ low: Double, _ high: Double) {
    self.low = min(low, high)
    self.high = max(low, high)
  }
}

/// One measured point of a series, with its confidence interval where there is one.
public struct Point: Equatable, Sendable {
  public var x: Double
  public var y: Double
  public var interval: Interval?

  public init(_ x: Double, _ y: Double, _ interval: Interval? = nil) {
    self.x = x
    self.y = y
    self.interval = interval
  }

  /// The bounds of y that a plot must have room for.
  var extent: [Double] { [y, interval?.low, interval?.high].compactMap { $0 } }
}
