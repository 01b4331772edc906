/// Turns a value as written into the value that is meant: names known, units converted to base units, every default of
/// a call's parameters written out. Complains about whatever does not fit.
struct Resolver {
  let names: NameTable
  var bindings: [String: Value] = [:]
  var diagnostics: [Diagnostic] = []

  /// The value of a default; a default that does not fit its own type is a mistake in the catalog.
  static func standard(of option: Option, names: NameTable) -> Value {
    guard let standard = option.standard else {
      preconditionFailure("the option `\(option.path)` of the catalog has no default")
    }
    var resolver = Resolver(names: names)
    guard let value = resolver.resolve(standard, as: option) else {
      preconditionFailure("the default of `\(option.path)`: \(resolver.diagnostics)")
    }
    return value
  }

  /// The value meant by `value` for an option, or nil after a complaint.
  mutating func resolve(_ value: Value, as option: Option) -> Value? {
    resolve(value, type: option.type, subject: option)
  }

  /// The value meant keeps the name that it was written by.
  private mutating func resolve(_ written: Value, type: ValueType, subject: Option) -> Value? {
    let value = substituted(written, type)
    guard var resolved = meant(value, type: type, subject: subject) else { return nil }
    resolved.alias = value.alias
    return resolved
  }

  private mutating func meant(_ value: Value, type: ValueType, subject: Option) -> Value? {
    switch type {
    case .boolean:
      if case .boolean = value.kind { return value }
      return mismatch(value, type, subject)
    case .integer, .number, .quantity, .ratio: return number(value, type, subject)
    case .text, .path:
      if case .string = value.kind { return value }
      return mismatch(value, type, subject)
    case .choice(let set): return choice(value, set, type, subject)
    case .list(let element): return list(value, element, subject)
    case .tuple(let types): return tuple(value, types, type, subject)
    case .oneOf(let types): return oneOf(value, types, type, subject)
    case .option: return option(value, type, subject)
    case .metric: return metric(value, type, subject)
    case .anyName:
      switch value.kind {
      case .name, .number, .string, .boolean, .call: return value
      case .list, .tuple, .range: return mismatch(value, type, subject)
      }
    }
  }

  /// What a `let` name stands for, unless the name is itself one of the choices asked for or is wanted as a name.
  private func substituted(_ value: Value, _ type: ValueType) -> Value {
    guard !type.wantsNames, !bindings.isEmpty, case .name(let name) = value.kind, let bound = bindings[name] else {
      return value
    }
    return type.choiceSets.contains { $0[name] != nil } ? value : Value(bound.kind, value.place, alias: name)
  }

  private mutating func mismatch(_ value: Value, _ type: ValueType, _ subject: Option) -> Value? {
    diagnostics.append(.wrongType(subject.title, type, found: value.phrase, hint: subject.hint, value.place))
    return nil
  }

  private mutating func list(_ value: Value, _ element: ValueType, _ subject: Option) -> Value? {
    guard case .list(let elements) = value.kind else {
      return resolve(value, type: element, subject: subject).map { Value(.list([$0]), value.place) }
    }
    let resolved = elements.map { resolve($0, type: element, subject: subject) }
    let whole = resolved.compactMap { $0 }
    return whole.count == resolved.count ? Value(.list(whole), value.place) : nil
  }

  private mutating func tuple(_ value: Value, _ types: [ValueType], _ type: ValueType, _ subject: Option) -> Value? {
    guard case .tuple(let elements) = value.kind, elements.count == types.count else {
      return mismatch(value, type, subject)
    }
    let resolved = zip(elements, types).map { resolve($0, type: $1, subject: subject) }
    let whole = resolved.compactMap { $0 }
    return whole.count == types.count ? Value(.tuple(whole), value.place) : nil
  }

  private mutating func oneOf(_ value: Value, _ types: [ValueType], _ type: ValueType, _ subject: Option) -> Value? {
    var complaints: [[Diagnostic]] = []
    for candidate in types {
      var attempt = self
      attempt.diagnostics = []
      if let resolved = attempt.resolve(value, type: candidate, subject: subject) { return resolved }
      complaints.append(attempt.diagnostics)
    }
    // The alternative that understood the form says best what is wrong with it.
    guard let telling = complaints.first(where: { $0.contains { $0.code != .wrongType } }) else {
      return mismatch(value, type, subject)
    }
    diagnostics += telling
    return nil
  }

  private mutating func option(_ value: Value, _ type: ValueType, _ subject: Option) -> Value? {
    guard case .name(let path) = value.kind else { return mismatch(value, type, subject) }
    if names.target(path) != nil { return value }
    diagnostics.append(.unknown(.unknownOption, "option", path, among: names.choices.map(\.path), value.place))
    return nil
  }

  private mutating func metric(_ value: Value, _ type: ValueType, _ subject: Option) -> Value? {
    guard case .name(let name) = value.kind else { return mismatch(value, type, subject) }
    if names.metrics[name] != nil { return value }
    diagnostics.append(.unknown(.unknownMetric, "metric", name, among: names.metrics.keys.sorted(), value.place))
    return nil
  }
}

extension Option {
  /// How complaints name it.
  var title: String { noun ?? "`\(path)`" }
}
