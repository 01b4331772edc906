/// The options of one cell: what was said, over the catalog's defaults. Every option has a value.
public struct Configuration: Sendable {
  public let catalog: Catalog
  /// Resolved values of the options that were set, by path.
  private(set) var explicit: [String: Value] = [:]

  public init(catalog: Catalog) {
    self.catalog = catalog
  }

  mutating func set(_ path: String, _ value: Value) { explicit[path] = value }

  /// The resolved value of an option, or of a parameter of its choice (`eval.noise.snr`); nil where the choice made has
  /// no such parameter.
  public func value(_ path: String) -> Value? {
    if let value = optionValue(path) { return value }
    guard case .parameter(let index, let name)? = catalog.nameTable.target(path) else { return nil }
    return optionValue(catalog.options[index].path)?.argument(name)
  }

  /// Whether somebody set the option, so that its value is not a default.
  public func isExplicit(_ path: String) -> Bool { explicit[path] != nil }

  private func optionValue(_ path: String) -> Value? {
    if let value = explicit[path] { return value }
    guard let index = catalog.position(path) else { return nil }
    for exception in catalog.options[index].exceptions where holds(exception) {
      var resolver = Resolver(names: catalog.nameTable)
      if let value = resolver.resolve(exception.value, as: catalog.options[index]) { return value }
    }
    return catalog.standards[index]
  }

  private func holds(_ exception: Option.Exception) -> Bool {
    guard let name = optionValue(exception.option)?.head else { return false }
    return exception.names.contains(name)
  }

  /// Every option with its resolved value, in the catalog's order.
  public var resolved: [(path: String, value: Value)] {
    catalog.options.map { option in (option.path, self[option.path]) }
  }

  /// The value as canonical text.
  public func canonical(_ path: String) -> String {
    guard let option = catalog.option(path) else { return value(path).map(ValuePrinter.inline) ?? "absent" }
    return self[path].canonical(as: option.type)
  }

  /// Whether the value is the catalog's plain default.
  public func isStandard(_ path: String) -> Bool {
    guard let index = catalog.position(path) else { return true }
    let type = catalog.options[index].type
    return self[path].canonical(as: type) == catalog.standards[index].canonical(as: type)
  }

  /// Only the options under these paths, written out; all others stand at their defaults.
  func restricted(to prefixes: [String]) -> Configuration {
    var result = Configuration(catalog: catalog)
    for option in catalog.options where prefixes.contains(where: { Catalog.path(option.path, isUnder: $0) }) {
      result.explicit[option.path] = self[option.path]
    }
    return result
  }
}

// What tables and figures call the values.
extension Configuration {
  /// The value in words: the name that `let` gave it, or all that it says, so that two of one kind are told apart; nil
  /// where the choice made has no such parameter.
  public func shownText(_ path: String) -> String? {
    value(path).map { $0.alias ?? $0.text ?? canonical(path) }
  }
}

extension Value {
  /// The value as tables and figures show it.
  public var shownText: String { text ?? description }
}

extension [Configuration] {
  /// The places of those whose options have values of all these names; where there are none, of those whose options make
  /// choices of these names.
  public func places(called names: [String], by paths: [String]) -> [Int] {
    func places(_ text: (Configuration, String) -> String?) -> [Int] {
      indices.filter { place in Set(names).isSubset(of: paths.compactMap { text(self[place], $0) }) }
    }
    let exact = places { $0.shownText($1) }
    return exact.isEmpty ? places { $0.value($1)?.head } : exact
  }
}

// What the engine reads. Asking for an option that the catalog does not have, or as another type, is a mistake of ours.
extension Configuration {
  public subscript(path: String) -> Value {
    guard let value = value(path) else { preconditionFailure("no option `\(path)`") }
    return value
  }

  /// A number in its base unit (Hz, s, dB, mm, mm/s, mV, MB; ratios as fractions).
  public func number(_ path: String) -> Double {
    guard let number = self[path].number else { preconditionFailure("`\(path)` is not a number") }
    return number
  }

  public func integer(_ path: String) -> Int { Int(number(path)) }

  public func boolean(_ path: String) -> Bool {
    guard case .boolean(let flag) = self[path].kind else { preconditionFailure("`\(path)` is not true or false") }
    return flag
  }

  public func text(_ path: String) -> String {
    guard let text = self[path].text else { preconditionFailure("`\(path)` is not a string") }
    return text
  }

  /// The name of the choice made.
  public func choice(_ path: String) -> String {
    guard let head = self[path].head else { preconditionFailure("`\(path)` is not a choice") }
    return head
  }
}

extension Value {
  /// The number, in the unit that it has; after resolution that is the base unit.
  public var number: Double? {
    guard case .number(let number) = kind else { return nil }
    return number.value
  }

  public var integer: Int? { number.flatMap { Int(exactly: $0) } }

  public var flag: Bool? {
    guard case .boolean(let flag) = kind else { return nil }
    return flag
  }

  /// The text of a string.
  public var text: String? {
    guard case .string(let text) = kind else { return nil }
    return text
  }

  /// The name, or the name of the call.
  public var head: String? {
    switch kind {
    case .name(let name): name
    case .call(let name, _): name.text
    default: nil
    }
  }

  /// A named argument of a call.
  public func argument(_ name: String) -> Value? {
    guard case .call(_, let arguments) = kind else { return nil }
    return arguments.first { $0.name?.text == name }?.value
  }

  /// The elements of a list or tuple.
  public var elements: [Value] {
    switch kind {
    case .list(let elements), .tuple(let elements): elements
    default: []
    }
  }
}

extension Configuration: Equatable {
  public static func == (left: Configuration, right: Configuration) -> Bool {
    left.catalog === right.catalog && left.explicit == right.explicit
  }
}

extension Value: CustomStringConvertible {
  /// The value as a recipe would say it.
  public var description: String { ValuePrinter.inline(self) }
}
