import Foundation

/// An axis with its range and ticks worked out for the values that it has to show.
struct FittedAxis {
  struct Tick: Equatable {
    var label: String
    var position: Double
  }

  let axis: Axis
  let range: ClosedRange<Double>
  let ticks: [Tick]
  /// Where an infinite value is drawn.
  let infinitePosition: Double?

  /// The drawn position of `value`; NaN where it cannot be drawn.
  func position(_ value: Double) -> Double {
    if value == .infinity, let infinitePosition { return infinitePosition }
    return Self.isDrawable(value, axis) ? value : .nan
  }

  /// Whether a number, one that is known, has no place on the axis.
  func leavesOut(_ value: Double) -> Bool { !value.isNaN && position(value).isNaN }

  /// Neither the arithmetic of ranges nor gnuplot's goes much further than this; nothing that is measured does.
  static let largest = 1e100

  private static func isDrawable(_ value: Double, _ axis: Axis) -> Bool {
    axis.scale == .logarithmic ? (1 / largest...largest).contains(value) : abs(value) <= largest
  }

  /// How far along the axis a drawn position is, from 0 to 1.
  func share(_ position: Double) -> Double {
    axis.scale == .logarithmic
      ? log(position / range.lowerBound) / log(range.upperBound / range.lowerBound)
      : (position - range.lowerBound) / (range.upperBound - range.lowerBound)
  }

  /// The positions in the first column of the data as gnuplot reads them, moved to the right by a share of the axis's
  /// length.
  func firstColumn(movedBy length: Double) -> String {
    guard length != 0 else { return "1" }
    let share = axis.descending ? -length : length
    let (low, high) = (range.lowerBound, range.upperBound)
    return axis.scale == .logarithmic
      ? String(format: "($1*%.6g)", pow(high / low, share)) : String(format: "($1+%.6g)", share * (high - low))
  }

  /// The width of the widest tick label in mm.
  func widestLabel(_ metrics: TextMetrics) -> Double { ticks.map { metrics.width($0.label) }.max() ?? 0 }

  /// - Parameters:
  ///   - zero: the range must hold 0, as bars need it.
  ///   - tight: no room is left beyond the data, as on the x axis of curves.
  ///   - target: about how many ticks there is room for.
  ///   - room: the axis's length, in mm, where labels stand side by side and must not touch.
  init(
    _ axis: Axis, values: [Double], zero: Bool = false, tight: Bool = false, target: Int = 5, labelled: Bool = false,
    room: (length: Double, metrics: TextMetrics)? = nil
  ) {
    self.axis = axis
    let finite = values.filter { Self.isDrawable($0, axis) }
    let wanted = axis.range.flatMap { range in
      Self.isDrawable(range.lowerBound, axis) && Self.isDrawable(range.upperBound, axis)
        && range.lowerBound < range.upperBound ? range : nil
    }
    switch axis.scale {
    case .categories(let names):
      infinitePosition = nil
      range = -0.6...(Double(max(names.count, 1)) - 0.4)
      ticks = names.enumerated().map { Tick(label: $0.element, position: Double($0.offset)) }
    case .logarithmic:
      infinitePosition = nil
      range = wanted ?? Self.widened(finite)
      let positions = Ticks.logarithmic(in: range)
      let all =
        Ticks.areEven(positions)
        ? Ticks.labelled(positions, axis.notation)
        : positions.map { Tick(label: axis.notation.label($0, logarithmic: true), position: $0) }
      ticks = room.map { [range] in Self.apart(all, range, length: $0.length, $0.metrics) } ?? all
    case .linear:
      let fitted = Self.linear(wanted, finite, zero: zero, tight: tight, target: target)
      let hasInfinity = axis.infinity != nil && values.contains(.infinity)
      let step = labelled ? Self.spacing(finite) ?? fitted.step : fitted.step
      let top = finite.max() ?? fitted.range.upperBound
      infinitePosition = hasInfinity ? top + step : nil
      let positions = labelled && Set(finite).count <= 8 ? Set(finite).sorted() : fitted.ticks
      let low = fitted.range.lowerBound
      let high = hasInfinity ? top + step : fitted.range.upperBound
      let margin = tight && wanted == nil ? (high - low) * 0.04 : 0
      range = (low - margin)...(high + margin)
      let numeric = positions.filter { low...high ~= $0 && (!hasInfinity || $0 <= top) }
      ticks =
        Ticks.labelled(numeric, axis.notation)
        + (hasInfinity ? [Tick(label: axis.infinity ?? "", position: top + step)] : [])
    }
  }

  /// The ticks of a logarithmic axis whose labels do not touch the one before.
  private static func apart(
    _ ticks: [Tick], _ range: ClosedRange<Double>, length: Double, _ metrics: TextMetrics
  ) -> [Tick] {
    let decades = log10(range.upperBound / range.lowerBound)
    var end = -Double.infinity
    return ticks.filter { tick in
      let half = metrics.width(tick.label) / 2
      let place = log10(tick.position / range.lowerBound) / decades * length
      guard place - half >= end + metrics.characterWidth else { return false }
      end = place + half
      return true
    }
  }

  private static func linear(
    _ wanted: ClosedRange<Double>?, _ values: [Double], zero: Bool, tight: Bool, target: Int
  ) -> (range: ClosedRange<Double>, ticks: [Double], step: Double) {
    if let range = wanted {
      let nice = Ticks.linear(in: range, target: target)
      return (range, nice.positions, nice.step)
    }
    var low = values.min() ?? 0
    var high = values.max() ?? 1
    if zero { (low, high) = (min(low, 0), max(high, 0)) }
    if low == high { (low, high) = (low - max(abs(low) * 0.1, 0.5), high + max(abs(high) * 0.1, 0.5)) }
    let nice = Ticks.linear(in: low...high, target: target)
    if tight { return (low...high, nice.positions, nice.step) }
    let room = (high - low) * 0.05
    let bottom = zero && low == 0 ? 0 : low - room
    let padded = bottom...(zero && high == 0 ? 0 : high + room)
    let ticks = Ticks.linear(in: padded, target: target)
    return (padded, ticks.positions, ticks.step)
  }

  /// The range of the values and, on a logarithmic axis, a twentieth of its length on both sides.
  private static func widened(_ values: [Double]) -> ClosedRange<Double> {
    guard let low = values.min(), let high = values.max() else { return 1...10 }
    let factor = high > low ? pow(high / low, 0.05) : 1.15
    return (low / factor)...(high * factor)
  }

  /// The usual distance between neighbouring values: their median.
  private static func spacing(_ values: [Double]) -> Double? {
    let sorted = Set(values).sorted()
    let gaps = zip(sorted.dropFirst(), sorted).map { $0 - $1 }.sorted()
    return gaps.isEmpty ? nil : gaps[gaps.count / 2]
  }
}

extension Axis.Notation {
  func label(_ value: Double, logarithmic: Bool) -> String {
    switch self {
    case .scaled: return Numeral.scaled(value)
    case .percent: return Numeral.short(value * 100) + " %"
    case .plain:
      let exponent = log10(abs(value)).rounded()
      let isPower = abs(value / pow(10, exponent) - 1) < 1e-9
      guard logarithmic, isPower, abs(exponent) > 3 else { return Numeral.short(value) }
      return Numeral.powerOfTen(Int(exponent))
    }
  }
}
