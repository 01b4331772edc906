extension Value {
  /// The one way to write a resolved value: base units, shortest digits, parameters at their defaults left out.
  ///
  /// Leaving defaults out lets a choice gain a parameter without changing the identity of finished work.
  public func canonical(as type: ValueType) -> String {
    switch kind {
    case .call(let name, let arguments):
      guard let choice = type.choiceSets.lazy.compactMap({ $0[name.text] }).first else {
        return ValuePrinter.inline(self)
      }
      let told = arguments.compactMap { Self.told($0, choice) }
      return told.isEmpty ? name.text : "\(name.text)(\(told.joined(separator: ", ")))"
    case .list(let elements):
      return "[\(elements.map { $0.canonical(as: type) }.joined(separator: ", "))]"
    default: return ValuePrinter.inline(self)
    }
  }

  private static func told(_ argument: Argument, _ choice: Choice) -> String? {
    guard let name = argument.name?.text, let parameter = choice.parameters.first(where: { $0.path == name }) else {
      return ValuePrinter.inline(argument)
    }
    let text = argument.value.canonical(as: parameter.type)
    if let standard = parameter.standard, parameter.canonicalStandard(standard) == text { return nil }
    return "\(name) = \(text)"
  }
}

extension Option {
  /// A default as canonical text; defaults of parameters name no options or metrics.
  fileprivate func canonicalStandard(_ standard: Value) -> String? {
    var resolver = Resolver(names: NameTable(options: [:], choices: [], metrics: [:], groups: []))
    return resolver.resolve(standard, as: self)?.canonical(as: type)
  }
}
