/// What a quantity measures; only units of one dimension convert into each other.
public enum Dimension: String, Sendable, CaseIterable {
  case frequency, time, level, ratio, length, speed, voltage, memory

  /// The unit in which values of this dimension are resolved and handed to the engine.
  public var base: Unit {
    switch self {
    case .frequency: .hertz
    case .time: .second
    case .level: .decibel
    case .ratio: .percent
    case .length: .millimetre
    case .speed: .millimetrePerSecond
    case .voltage: .millivolt
    case .memory: .megabyte
    }
  }

  /// The symbols that may stand behind a number of this dimension, the base unit first.
  public var symbols: [String] {
    [base.symbol] + Unit.allCases.filter { $0.dimension == self && $0 != base }.map(\.symbol)
  }
}

/// A unit that may stand behind a number.
public enum Unit: String, Sendable, CaseIterable {
  case hertz = "Hz"
  case kilohertz = "kHz"
  case second = "s"
  case millisecond = "ms"
  case minute = "min"
  case hour = "h"
  case decibel = "dB"
  case percent = "%"
  case millimetre = "mm"
  case centimetre = "cm"
  case millimetrePerSecond = "mm/s"
  case millivolt = "mV"
  case microvolt = "uV"
  case megabyte = "MB"
  case gigabyte = "GB"

  public var symbol: String { rawValue }

  /// Reads a symbol; both micro signs are taken for `u`.
  public init?(symbol: String) {
    self.init(rawValue: symbol.hasPrefix("\u{B5}") || symbol.hasPrefix("\u{3BC}") ? "u" + symbol.dropFirst() : symbol)
  }

  public var dimension: Dimension {
    switch self {
    case .hertz, .kilohertz: .frequency
    case .second, .millisecond, .minute, .hour: .time
    case .decibel: .level
    case .percent: .ratio
    case .millimetre, .centimetre: .length
    case .millimetrePerSecond: .speed
    case .millivolt, .microvolt: .voltage
    case .megabyte, .gigabyte: .memory
    }
  }

  /// The value in the dimension's base unit; dividing, where a unit is smaller, keeps decimals exact.
  public func inBaseUnits(_ value: Double) -> Double {
    switch self {
    case .kilohertz, .gigabyte: value * 1000
    case .millisecond, .microvolt: value / 1000
    case .minute: value * 60
    case .hour: value * 3600
    case .centimetre: value * 10
    default: value
    }
  }
}
