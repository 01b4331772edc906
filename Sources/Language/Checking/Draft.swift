/// An experiment in the making: what was set, what varies, what is held, what is skipped.
struct Draft {
  struct Axis {
    var paths: [Name]
    /// The resolved values of a point, one for each path.
    var points: [[Value]]
  }

  var configuration: Configuration
  var axes: [Axis] = []
  var held: [Name] = []
  var skipped: [Condition] = []

  /// A path that is set after it was varied no longer varies.
  mutating func pin(_ path: String) {
    axes.removeAll { $0.paths.contains { $0.text == path } }
  }
}

// Second phase, first half: the statements of a block, applied in order over what was inherited.
extension Checker {
  /// What the statements of one block share.
  struct BlockContext {
    let title: String
    let mayVary: Bool
    var set: [String: Place] = [:]
    var varied: [String: Place] = [:]
  }

  mutating func apply(_ body: [Statement], to draft: inout Draft, _ context: inout BlockContext, prefix: String = "") {
    for statement in body {
      switch statement.kind {
      case .comment, .cell: continue
      case .assignment(let path, let value): assign(path.under(prefix), value, to: &draft, &context)
      case .group(let path, let inner): group(path.under(prefix), inner, to: &draft, &context)
      case .vary, .tie, .hold, .skip: sweep(statement, to: &draft, &context, prefix: prefix)
      case .scale(let name, let inner):
        guard isActive(name) else { continue }
        var scaled = BlockContext(title: context.title, mayVary: context.mayVary)
        apply(inner, to: &draft, &scaled, prefix: prefix)
      default: complain(.misplaced(statement.kind.word, in: context.title, statement.place))
      }
    }
  }

  private mutating func group(_ path: Name, _ body: [Statement], to draft: inout Draft, _ context: inout BlockContext) {
    let isKnown = catalog.groups.contains(path.text) || catalog.option(path.text) != nil
    guard isKnown else { return complain(unknownOption(path)) }
    apply(body, to: &draft, &context, prefix: path.text)
  }

  private mutating func sweep(
    _ statement: Statement, to draft: inout Draft, _ context: inout BlockContext, prefix: String
  ) {
    guard context.mayVary else {
      let help = "only a sweep varies: `sweep NAME from EXPERIMENT { ... }`"
      return complain(.misplaced(statement.kind.word, in: context.title, statement.place, help: help))
    }
    switch statement.kind {
    case .vary(let path, let values): vary([path.under(prefix)], values, to: &draft, &context)
    case .tie(let paths, let values): vary(paths.map { $0.under(prefix) }, values, to: &draft, &context)
    case .hold(let value): hold(value, &draft)
    case .skip(let condition): draft.skipped.append(contentsOf: checked(condition).map { [$0] } ?? [])
    default: return
    }
  }

  private mutating func assign(_ path: Name, _ value: Value, to draft: inout Draft, _ context: inout BlockContext) {
    if let first = context.set.updateValue(path.place, forKey: path.text) {
      complain(.setTwice(path.text, path.place, first: first))
    }
    guard path.text != Catalog.scaleOption else {
      return complain(.misplaced(path.text, in: context.title, path.place, help: Checker.scaleHelp))
    }
    guard let target = target(path) else { return }
    if let resolved = resolve(value, as: target, draft.configuration) {
      draft.configuration.set(resolved.path, resolved.value)
      draft.pin(path.text)
    }
  }

  /// What a path addresses, or a complaint.
  mutating func target(_ path: Name) -> NameTable.Target? {
    if let target = catalog.nameTable.target(path.text) { return target }
    complain(unknownOption(path))
    return nil
  }

  private func unknownOption(_ path: Name) -> Diagnostic {
    if catalog.groups.contains(path.text) {
      return .groupAsOption(path, example: catalog.options(under: path.text).first?.path)
    }
    return .unknown(.unknownOption, "option", path.text, among: catalog.options.map(\.path), path.place)
  }

  /// The option that changes and its new value; a parameter changes the call that its option has now.
  mutating func resolve(
    _ value: Value, as target: NameTable.Target, _ configuration: Configuration
  ) -> (path: String, value: Value)? {
    switch target {
    case .option(let index):
      let option = catalog.options[index]
      return resolver.resolve(value, as: option).map { (option.path, $0) }
    case .parameter(let index, let name):
      let option = catalog.options[index]
      let current = configuration[option.path]
      guard let head = current.head, let choice = option.type.choiceSets.lazy.compactMap({ $0[head] }).first else {
        return nil
      }
      let written: [Argument]
      if case .call(_, let arguments) = current.kind { written = arguments } else { written = [] }
      let replaced = choice.exactlyOne.contains(name) ? choice.exactlyOne : [name]
      let kept = written.filter { argument in !replaced.contains { $0 == argument.name?.text } }
      let changed = kept + [Argument(Name(name, value.place), value)]
      let call = Value(.call(Name(choice.name, value.place), changed), value.place)
      return resolver.resolve(call, as: option).map { (option.path, $0) }
    }
  }

  private mutating func hold(_ value: Value, _ draft: inout Draft) {
    guard case .list(let elements) = value.kind else {
      return complain(
        .missing("a list of paths", found: value.phrase, value.place, notes: [.init(.help, "hold [data, train]")]))
    }
    for element in elements {
      guard case .name(let path) = element.kind else {
        complain(.missing("a path", found: element.phrase, element.place))
        continue
      }
      let name = Name(path, element.place)
      if catalog.groups.contains(path) || catalog.nameTable.target(path) != nil {
        draft.held.append(name)
      } else {
        complain(
          .unknown(
            .unknownOption, "option", path, among: catalog.groups.sorted() + catalog.options.map(\.path), element.place)
        )
      }
    }
  }
}

extension Name {
  func under(_ prefix: String) -> Name { prefix.isEmpty ? self : Name("\(prefix).\(text)", place) }
}

extension Statement.Kind {
  /// The word that a complaint uses for it.
  var word: String {
    switch self {
    case .cell, .comment: "#"
    case .declaration(let declaration): declaration.kind.rawValue
    case .binding: Keyword.let.rawValue
    case .use: Keyword.use.rawValue
    case .assignment(let path, _), .group(let path, _): path.text
    case .vary: Keyword.vary.rawValue
    case .tie: Keyword.tie.rawValue
    case .hold: Keyword.hold.rawValue
    case .skip: Keyword.skip.rawValue
    case .scale: Keyword.scale.rawValue
    case .command(let name, _): name.text
    }
  }
}
