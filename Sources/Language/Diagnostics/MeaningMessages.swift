// The sentences about meaning, in alphabetical order.
extension Diagnostic {
  /// A name that is not known, with the nearest one that is, or the list where it is short.
  static func unknown(
    _ code: ErrorCode, _ noun: String, _ written: String, among known: [String], _ place: Place, notes: [Note] = []
  ) -> Diagnostic {
    let near = nearestName(to: written, among: known)
    var all = notes
    if near == nil, !known.isEmpty, known.count <= 40 {
      all.append(Note(.note, "known are \(known.joined(separator: ", "))"))
    }
    return Diagnostic(
      code, "unknown \(noun) `\(written.prefix(80))`", at: place, label: near.map(didYouMean),
      replacement: near, notes: all)
  }

  static func badName(_ name: Name) -> Diagnostic {
    Diagnostic(
      .badName, "`\(name.text.prefix(80))` cannot be a name", at: name.place,
      notes: [Note(.help, "a name is made of letters, digits, `-` and inner `.`, and starts with a letter")])
  }

  static func confound(
    _ option: String, _ first: (cell: String, value: String), _ second: (cell: String, value: String), _ place: Place,
    cause: Note?
  ) -> Diagnostic {
    Diagnostic(
      .confound, "`\(option)` is held but differs between the cells", at: place, label: "held here",
      notes: [
        Note(.note, "it is \(first.value) in [\(first.cell)]"),
        Note(.note, "it is \(second.value) in [\(second.cell)]"),
      ] + (cause.map { [$0] } ?? []))
  }

  static func declaredTwice(_ name: Name, first: Place) -> Diagnostic {
    Diagnostic(
      .declaredTwice, "`\(name.text)` is declared twice", at: name.place,
      notes: [Note(.note, "the first declaration is here", at: first)])
  }

  static func everythingSkipped(_ name: Name) -> Diagnostic {
    Diagnostic(.everythingSkipped, "every cell of `\(name.text)` is skipped", at: name.place)
  }

  static func groupAsOption(_ path: Name, example: String?) -> Diagnostic {
    Diagnostic(
      .groupAsOption, "`\(path.text)` is a group of options, not an option", at: path.place,
      notes: example.map { [Note(.help, "write `\(path.text) { ... }`, or one option such as `\($0)`")] } ?? [])
  }

  static func inheritanceCycle(_ names: [String], _ place: Place) -> Diagnostic {
    Diagnostic(.inheritanceCycle, "\(names.map { "`\($0)`" }.joined(separator: " from ")) goes in a circle", at: place)
  }

  static func misplaced(_ what: String, in block: String, _ place: Place, help: String? = nil) -> Diagnostic {
    Diagnostic(
      .misplaced, "`\(what)` cannot stand in \(block)", at: place, notes: help.map { [Note(.help, $0)] } ?? [])
  }

  static func missingArgument(_ parameter: Option, of owner: String, _ place: Place) -> Diagnostic {
    Diagnostic(
      .missingArgument, "`\(owner)` needs `\(parameter.path)`: \(parameter.type.phrase)", at: place,
      label: "\(parameter.path) = ...")
  }

  static func missingUnit(_ subject: String, _ dimension: Dimension, hint: String?, _ place: Place) -> Diagnostic {
    let symbols = dimension.symbols
    let units =
      symbols.count == 1 ? symbols[0] : symbols.dropLast().joined(separator: ", ") + " or " + symbols[symbols.count - 1]
    return Diagnostic(
      .missingUnit, "\(subject) needs \(units)", at: place, label: "a \(dimension.rawValue) needs its unit",
      notes: hint.map { [Note(.help, $0)] } ?? [])
  }

  static func missingOption(_ option: Option, of declaration: Declaration) -> Diagnostic {
    Diagnostic(
      .missingOption,
      "\(declaration.kind.rawValue) `\(declaration.name.text)` needs `\(option.path)`: \(option.summary)",
      at: declaration.name.place)
  }

  static func notComputed(
    _ metric: String, _ request: Metric.Request, of base: String, _ place: Place
  ) -> Diagnostic {
    let help =
      switch request {
      case .listed(let option): "add `\(metric)` to the list `\(option)` of `\(base)`"
      case .enabled(let option): "write `\(option) = true` in `\(base)`"
      }
    return Diagnostic(
      .notComputed, "`\(base)` does not compute `\(metric)`", at: place, notes: [Note(.help, help)])
  }

  static func notVaried(_ written: String, known: [String], of base: String, _ place: Place) -> Diagnostic {
    let near = nearestName(to: written, among: known)
    return Diagnostic(
      .notVaried, "no row of `\(base)` is `\(written)`", at: place, label: near.map(didYouMean),
      replacement: near, notes: [Note(.note, known.isEmpty ? "its rows have no names" : rows(known))])
  }

  static func variedOften(_ written: String, rows known: [String], of base: String, _ place: Place) -> Diagnostic {
    Diagnostic(
      .notVaried, "\(known.count) rows of `\(base)` are `\(written)`", at: place,
      notes: [Note(.note, rows(known)), Note(.help, "write as many names as tell one row from the others")])
  }

  private static func rows(_ known: [String]) -> String { "the rows are \(known.joined(separator: "; "))" }

  static func nothingToVary(_ path: String, _ place: Place, label: String? = nil) -> Diagnostic {
    Diagnostic(.nothingToVary, "there are no values of `\(path)` to vary over", at: place, label: label)
  }

  static func outOfBounds(_ subject: String, _ type: ValueType, _ place: Place) -> Diagnostic {
    Diagnostic(.outOfBounds, "\(subject) must be \(type.phrase)", at: place)
  }

  static func repeatedArgument(_ name: String, of call: String, _ place: Place) -> Diagnostic {
    Diagnostic(.repeatedArgument, "`\(name)` of `\(call)` is given twice", at: place)
  }

  static func repeatedValue(_ value: String, _ path: String, _ place: Place) -> Diagnostic {
    Diagnostic(.repeatedValue, "`\(path)` takes the value \(value) twice", at: place, label: "the same cell again")
  }

  static func setTwice(_ path: String, _ place: Place, first: Place) -> Diagnostic {
    Diagnostic(
      .setTwice, "`\(path)` is set twice in one block; the later value counts", at: place,
      notes: [Note(.note, "the first value is here", at: first)])
  }

  static func tooManyArguments(_ call: String, _ parameters: [Option], _ place: Place) -> Diagnostic {
    let takes = parameters.isEmpty ? "no arguments" : parameters.map { "`\($0.path)`" }.joined(separator: ", ")
    return Diagnostic(.repeatedArgument, "`\(call)` takes \(takes)", at: place, label: "one too many")
  }

  static func tooManyCells(_ name: Name, limit: Int) -> Diagnostic {
    Diagnostic(.tooManyCells, "`\(name.text)` has more than \(limit) cells", at: name.place)
  }

  static func unevenTie(_ found: Int, _ expected: Int, _ place: Place) -> Diagnostic {
    Diagnostic(
      .unevenTie, "each element of `tie` must be a tuple of \(expected) values", at: place,
      label: found == 1 ? "one value" : "\(found) values")
  }

  static func unordered(_ comparison: Condition.Comparison, _ value: Value) -> Diagnostic {
    Diagnostic(
      .unordered, "`\(comparison.rawValue)` compares numbers, not \(value.phrase)", at: value.place,
      notes: [Note(.help, "whether two are the same is asked by `=`, `!=` and `in`")])
  }

  static func unreadableFile(_ path: String, reason: String, _ place: Place) -> Diagnostic {
    Diagnostic(.unreadableFile, "cannot use \"\(path)\": \(reason)", at: place)
  }

  static func useCycle(_ path: String, _ place: Place) -> Diagnostic {
    Diagnostic(.useCycle, "\"\(path)\" uses itself in a circle", at: place)
  }

  static func variedTwice(_ path: Name, first: Place) -> Diagnostic {
    Diagnostic(
      .variedTwice, "`\(path.text)` is varied twice", at: path.place,
      notes: [Note(.note, "the first time is here", at: first)])
  }

  static func wrongBase(_ declaration: Declaration, _ base: Name, found: String, wanted: String) -> Diagnostic {
    Diagnostic(
      .wrongBase,
      "`\(base.text)` is a \(found); a \(declaration.kind.rawValue) is \(declaration.kind.joiner) \(wanted)",
      at: base.place)
  }

  static func wrongType(_ subject: String, _ type: ValueType, found: String, hint: String?, _ place: Place)
    -> Diagnostic
  {
    Diagnostic(
      .wrongType, "\(subject) takes \(type.phrase), not \(found)", at: place,
      notes: hint.map { [Note(.help, $0)] } ?? [])
  }

  static func wrongUnit(_ subject: String, _ unit: Unit, wanted: [String], _ place: Place) -> Diagnostic {
    let need = wanted.isEmpty ? "takes no unit" : "needs \(wanted.joined(separator: " or "))"
    return Diagnostic(.wrongUnit, "\(subject) \(need), not \(unit.symbol)", at: place)
  }
}

extension Value {
  /// How a complaint names what was found.
  var phrase: String {
    switch kind {
    case .number(let number):
      number.unit == nil ? "the number \(number.spelling)" : "the quantity \(ValuePrinter.text(number))"
    case .string: "a string"
    case .name(let name): "the name `\(name)`"
    case .boolean(let flag): "\(flag)"
    case .call(let name, _): "the call `\(name.text)(...)`"
    case .list: "a list"
    case .tuple: "a tuple"
    case .range: "a range"
    }
  }
}
