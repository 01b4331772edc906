// What `skip when` says: checked once, then asked of every cell.
extension Checker {
  /// The condition with its values resolved, or nil after a complaint.
  mutating func checked(_ condition: Condition) -> Condition? {
    switch condition {
    case .all(let parts):
      let whole = parts.map { checked($0) }.compactMap { $0 }
      return whole.count == parts.count ? .all(whole) : nil
    case .any(let parts):
      let whole = parts.map { checked($0) }.compactMap { $0 }
      return whole.count == parts.count ? .any(whole) : nil
    case .compare(let path, let comparison, let value):
      guard let target = target(path) else { return nil }
      let types = types(of: target)
      guard comparison != .oneOf else {
        let elements = value.replacing(resolver.bindings).elements
        if elements.isEmpty {
          complain(.missing("a list", found: value.phrase, value.place))
          return nil
        }
        let resolved = elements.compactMap { comparable($0, types, path) }
        return resolved.count == elements.count ? .compare(path, comparison, Value(.list(resolved))) : nil
      }
      guard let resolved = comparable(value, types, path) else { return nil }
      guard !comparison.isOrder || resolved.number != nil else {
        complain(.unordered(comparison, value))
        return nil
      }
      return .compare(path, comparison, resolved)
    }
  }

  private func types(of target: NameTable.Target) -> [Option] {
    switch target {
    case .option(let index): return [catalog.options[index]]
    case .parameter(let index, let name):
      let choices = catalog.options[index].type.choiceSets.flatMap(\.choices)
      return choices.flatMap(\.parameters).filter { $0.path == name }
    }
  }

  /// A bare name of a choice compares only the choice; everything else compares the whole value.
  private mutating func comparable(_ value: Value, _ options: [Option], _ path: Name) -> Value? {
    guard let option = options.first else { return nil }
    if case .name(let name) = value.kind, option.type.choiceSets.contains(where: { $0[name] != nil }) { return value }
    return resolver.resolve(value, as: option)
  }
}

extension Condition {
  /// Whether the condition holds for the options of a cell; a parameter that the cell does not have equals nothing.
  func holds(in configuration: Configuration) -> Bool {
    switch self {
    case .all(let parts): parts.allSatisfy { $0.holds(in: configuration) }
    case .any(let parts): parts.contains { $0.holds(in: configuration) }
    case .compare(let path, let comparison, let value):
      comparison.holds(configuration.value(path.text), value)
    }
  }
}

extension Condition.Comparison {
  /// Whether it asks which of two is the larger.
  fileprivate var isOrder: Bool {
    switch self {
    case .less, .lessOrEqual, .greater, .greaterOrEqual: true
    case .equal, .notEqual, .oneOf: false
    }
  }

  fileprivate func holds(_ left: Value?, _ right: Value) -> Bool {
    switch self {
    case .equal: left.map { $0.matches(right) } ?? false
    case .notEqual: !(left.map { $0.matches(right) } ?? false)
    case .oneOf: left.map { left in right.elements.contains { left.matches($0) } } ?? false
    case .less: ordered(left, right, <)
    case .lessOrEqual: ordered(left, right, <=)
    case .greater: ordered(left, right, >)
    case .greaterOrEqual: ordered(left, right, >=)
    }
  }

  private func ordered(_ left: Value?, _ right: Value, _ compare: (Double, Double) -> Bool) -> Bool {
    guard let left = left?.number, let right = right.number else { return false }
    return compare(left, right)
  }
}

extension Value {
  /// Equality where a bare name matches any call of that name.
  func matches(_ other: Value) -> Bool {
    if case .name(let name) = other.kind { return head == name }
    return self == other
  }
}
