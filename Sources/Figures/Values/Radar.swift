/// Several scores of a few systems on spokes around one centre.
public struct Radar: Equatable, Sendable {
  public struct Spoke: Equatable, Sendable {
    public var name: String
    /// The values at the centre and at the rim; nil takes the range of all spokes without one.
    public var range: ClosedRange<Double>?

    public init(_ name: String, range: ClosedRange<Double>? = nil) {
      self.name = name
      self.range = range
    }
  }

  public struct Series: Equatable, Sendable {
    public var name: String
    /// One value per spoke; NaN leaves a gap.
    public var values: [Double]
    public var intervals: [Interval?]
    public var origin: Origin

    public init(_ name: String, _ values: [Double], intervals: [Interval?] = [], origin: Origin = .ours) {
      self.name = name
      self.values = values
      self.intervals = intervals
      self.origin = origin
    }
  }

  public var spokes: [Spoke]
  public var series: [Series]

  public init(spokes: [Spoke], series: [Series]) {
    self.spokes = spokes
    self.series = series
  }
}
