extension Resolver {
  /// A number in the base unit of its type, within its bounds.
  mutating func number(_ value: Value, _ type: ValueType, _ subject: Option) -> Value? {
    guard case .number(let number) = value.kind else {
      diagnostics.append(.wrongType(subject.title, type, found: value.phrase, hint: subject.hint, value.place))
      return nil
    }
    guard let converted = converted(number, type, subject, value.place) else { return nil }
    guard isWithin(converted.value, type) else {
      diagnostics.append(.outOfBounds(subject.title, type, value.place))
      return nil
    }
    return Value(.number(converted), value.place)
  }

  private mutating func converted(_ number: Number, _ type: ValueType, _ subject: Option, _ place: Place) -> Number? {
    switch (type, number.unit) {
    case (.ratio, .percent?): return Number(number.value / 100)
    case (.integer, nil):
      guard number.value == number.value.rounded() else {
        diagnostics.append(.wrongType(subject.title, type, found: "the number \(number.spelling)", hint: nil, place))
        return nil
      }
      return Number(number.value)
    case (.number, nil), (.ratio, nil): return Number(number.value)
    case (.quantity(let dimension, _), let unit?) where unit.dimension == dimension:
      return Number(unit.inBaseUnits(number.value), dimension.base)
    case (.quantity(let dimension, _), nil):
      diagnostics.append(.missingUnit(subject.title, dimension, hint: subject.hint, place))
      return nil
    case (_, let unit?):
      diagnostics.append(.wrongUnit(subject.title, unit, wanted: type.unitSymbols, place))
      return nil
    default: return nil
    }
  }

  private func isWithin(_ value: Double, _ type: ValueType) -> Bool {
    switch type {
    case .integer(let bounds):
      // Beyond 2^53 a double no longer tells whole numbers apart.
      value >= Double(bounds.lowerBound) && value <= min(Double(bounds.upperBound), 9_007_199_254_740_992)
    case .number(let bounds), .quantity(_, let bounds), .ratio(let bounds): bounds.contains(value)
    default: true
    }
  }
}

extension ValueType {
  /// The units that a number of this type may carry.
  var unitSymbols: [String] {
    switch self {
    case .quantity(let dimension, _): dimension.symbols
    case .ratio: [Unit.percent.symbol]
    default: []
    }
  }
}
