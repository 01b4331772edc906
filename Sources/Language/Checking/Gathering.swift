// First phase: collect declarations, names bound by `let`, items outside, and what `use` brings in.
extension Checker {
  mutating func gather(_ statements: [Statement], source: String, loader: Loader) {
    gather(statements, source: source, users: [source], loader: loader)
  }

  private mutating func gather(_ statements: [Statement], source: String, users: [String], loader: Loader) {
    let isImported = users.count > 1
    for statement in statements {
      switch statement.kind {
      case .cell, .comment: continue
      case .declaration(let declaration): declare(declaration, isImported: isImported)
      case .binding(let name, let value): bind(name, value)
      case .use(let path): use(path, statement.place, source: source, users: users, loader: loader)
      case .scale(let name, let body):
        if isActive(name) { gather(body, source: source, users: users, loader: loader) }
      case .assignment(let path, _) where path.text == Catalog.scaleOption: continue
      case .command(let name, let arguments):
        if !isImported { commands.append(Command(name: name.text, arguments: arguments, place: name.place)) }
      default:
        if !isImported { scratch.append(statement) }
      }
    }
  }

  private mutating func declare(_ declaration: Declaration, isImported: Bool) {
    let name = declaration.name
    if !ByteClass.isName(name.text) { complain(.badName(name)) }
    if let first = positions[name.text] {
      return complain(.declaredTwice(name, first: found[first].declaration.name.place))
    }
    positions[name.text] = found.count
    found.append(Found(declaration: declaration, isImported: isImported))
  }

  /// Names bound earlier are replaced at once, so that no chain of names can grow without end.
  mutating func bind(_ name: Name, _ value: Value) {
    guard !overlaidNames.contains(name.text) else { return }
    if !ByteClass.isName(name.text) { complain(.badName(name)) }
    let expanded = value.replacing(resolver.bindings)
    guard expanded.size <= Self.mostCells else {
      return complain(Diagnostic(.tooLarge, "`\(name.text)` stands for too large a value", at: name.place))
    }
    resolver.bindings[name.text] = expanded
  }

  private mutating func use(_ path: String, _ place: Place, source: String, users: [String], loader: Loader) {
    let text: SourceText
    do { text = try loader(path, source) } catch {
      return complain(.unreadableFile(path, reason: "\(error)", place))
    }
    guard !users.contains(text.name), users.count < Self.deepestUse else { return complain(.useCycle(path, place)) }
    let parsed = parse(text)
    resolver.diagnostics += parsed.diagnostics
    gather(parsed.statements, source: text.name, users: users + [text.name], loader: loader)
  }
}

extension Value {
  /// The value with bound names in it replaced by what they stand for.
  func replacing(_ bindings: [String: Value]) -> Value {
    guard !bindings.isEmpty else { return self }
    // What stands for something was expanded when it was bound; its own names are not `let` names again.
    guard alias == nil else { return self }
    switch kind {
    case .name(let name): return bindings[name].map { Value($0.kind, place, alias: name) } ?? self
    case .list(let elements): return Value(.list(elements.map { $0.replacing(bindings) }), place)
    case .tuple(let elements): return Value(.tuple(elements.map { $0.replacing(bindings) }), place)
    case .call(let name, let arguments):
      return Value(.call(name, arguments.map { Argument($0.name, $0.value.replacing(bindings)) }), place)
    default: return self
    }
  }

  /// How many values it is made of.
  var size: Int {
    switch kind {
    case .list(let elements), .tuple(let elements): elements.reduce(1) { $0 + $1.size }
    case .call(_, let arguments): arguments.reduce(1) { $0 + $1.value.size }
    default: 1
    }
  }
}
