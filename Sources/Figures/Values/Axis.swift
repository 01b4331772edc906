/// One axis of a chart.
public struct Axis: Equatable, Sendable {
  public enum Scale: Equatable, Sendable {
    case linear
    case logarithmic
    /// Names at the positions 0, 1, 2, ...
    case categories([String])
  }

  /// How tick labels are written.
  public enum Notation: Equatable, Sendable {
    case plain
    /// 300K, 1.5M, 7B.
    case scaled
    /// 0.25 as 25 %.
    case percent
  }

  public var label: String
  public var scale: Scale
  public var notation: Notation
  /// The shown range; nil fits the data, and so does a range that a logarithmic axis does not have.
  public var range: ClosedRange<Double>?
  /// The tick label of an infinite position, drawn one step past the largest number (a clean record's SNR, say).
  public var infinity: String?
  /// Largest first.
  public var descending: Bool

  public init(
    _ label: String = "", scale: Scale = .linear, notation: Notation = .plain, range: ClosedRange<Double>? = nil,
    infinity: String? = nil, descending: Bool = false
  ) {
    self.label = label
    self.scale = scale
    self.notation = notation
    self.range = range
    self.infinity = infinity
    self.descending = descending
  }

  /// An axis of names.
  public static func categories(_ names: [String], label: String = "") -> Axis {
    Axis(label, scale: .categories(names))
  }
}
