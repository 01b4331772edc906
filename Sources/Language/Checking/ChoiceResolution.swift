extension Resolver {
  /// A choice with all its parameters: a bare name where it has none, otherwise a call in the declared order.
  mutating func choice(_ value: Value, _ set: ChoiceSet, _ type: ValueType, _ subject: Option) -> Value? {
    let written: (name: Name, arguments: [Argument])
    switch value.kind {
    case .name(let name): written = (Name(name, value.place), [])
    case .call(let name, let arguments): written = (name, arguments)
    default:
      diagnostics.append(.wrongType(subject.title, type, found: value.phrase, hint: subject.hint, value.place))
      return nil
    }
    guard let choice = set[written.name.text] else {
      diagnostics.append(
        .unknown(.unknownChoice, set.noun, written.name.text, among: set.choices.map(\.name), written.name.place))
      return nil
    }
    guard let given = bound(written.arguments, to: choice) else { return nil }
    return complete(choice, given, value.place)
  }

  /// The arguments by parameter name, resolved.
  private mutating func bound(_ arguments: [Argument], to choice: Choice) -> [String: Value]? {
    var given: [String: Value] = [:]
    var isWhole = true
    for (position, argument) in arguments.enumerated() {
      guard let parameter = parameter(of: choice, for: argument, position) else {
        isWhole = false
        continue
      }
      if given[parameter.path] != nil {
        diagnostics.append(.repeatedArgument(parameter.path, of: choice.name, argument.value.place))
      }
      guard let resolved = resolve(argument.value, as: parameter) else {
        isWhole = false
        continue
      }
      given[parameter.path] = resolved
    }
    return isWhole ? given : nil
  }

  private mutating func parameter(of choice: Choice, for argument: Argument, _ position: Int) -> Option? {
    guard let name = argument.name else {
      if position < choice.parameters.count { return choice.parameters[position] }
      diagnostics.append(.tooManyArguments(choice.name, choice.parameters, argument.value.place))
      return nil
    }
    if let parameter = choice.parameters.first(where: { $0.path == name.text }) { return parameter }
    diagnostics.append(
      .unknown(
        .unknownParameter, "parameter of `\(choice.name)`", name.text, among: choice.parameters.map(\.path), name.place)
    )
    return nil
  }

  /// Writes out the defaults of what was not given.
  mutating func complete(_ choice: Choice, _ given: [String: Value], _ place: Place) -> Value? {
    var arguments: [Argument] = []
    var isWhole = true
    for parameter in choice.parameters {
      if let value = given[parameter.path] {
        arguments.append(Argument(Name(parameter.path), value))
        continue
      }
      switch parameter.presence {
      case .optional: continue
      case .required:
        diagnostics.append(.missingArgument(parameter, of: choice.name, place))
        isWhole = false
      case .byDefault(let standard):
        guard let value = resolve(Value(standard.kind, place), as: parameter) else { return nil }
        arguments.append(Argument(Name(parameter.path), value))
      }
    }
    let chosen = choice.exactlyOne.filter { given[$0] != nil }
    if !choice.exactlyOne.isEmpty, chosen.count != 1 {
      diagnostics.append(.exactlyOne(choice, place))
      isWhole = false
    }
    guard isWhole else { return nil }
    return Value(arguments.isEmpty ? .name(choice.name) : .call(Name(choice.name, place), arguments), place)
  }
}

extension Diagnostic {
  static func exactlyOne(_ choice: Choice, _ place: Place) -> Diagnostic {
    let names = choice.exactlyOne.map { "`\($0)`" }.joined(separator: " or ")
    return Diagnostic(.missingArgument, "`\(choice.name)` needs exactly one of \(names)", at: place)
  }
}
