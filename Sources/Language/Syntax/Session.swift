extension [Statement] {
  /// What a session has said, with something new over it: what has the same name or path is replaced where it stood.
  /// What is said twice in the new part stays twice, to be complained about.
  public func merged(with new: [Statement]) -> [Statement] {
    guard !isEmpty else { return new }
    let subjects = Set(new.compactMap(\.kind.subject))
    var result: [Statement] = []
    var slots: [String: Int] = [:]
    for statement in self {
      if let subject = statement.kind.subject, subjects.contains(subject) {
        guard slots[subject] == nil else { continue }
        slots[subject] = result.count
      }
      result.append(statement)
    }
    for statement in new {
      if let subject = statement.kind.subject {
        if let slot = slots.removeValue(forKey: subject) { result[slot] = statement } else { result.append(statement) }
      } else if !contains(statement) {
        result.append(statement)
      }
    }
    return result
  }

  /// The statements without commands: what a session keeps.
  public var withoutCommands: [Statement] {
    filter { if case .command = $0.kind { false } else { true } }
  }

  /// The names that the statements declare, with their kinds, in order.
  public var declarations: [Declaration] {
    compactMap { if case .declaration(let declaration) = $0.kind { declaration } else { nil } }
  }
}

extension Statement.Kind {
  /// The name that a declaration or a `let` gives to something.
  public var declaredName: String? {
    switch self {
    case .declaration(let declaration): declaration.name.text
    case .binding(let name, _): name.text
    default: nil
    }
  }

  /// What the statement is about: saying it again replaces it.
  fileprivate var subject: String? {
    switch self {
    case .declaration(let declaration): "declaration \(declaration.name.text)"
    case .binding(let name, _): "let \(name.text)"
    case .use(let path): "use \(path)"
    case .assignment(let path, _), .vary(let path, _): "path \(path.text)"
    case .tie(let paths, _): "path \(paths.map(\.text).joined(separator: ", "))"
    case .hold: "hold"
    case .cell, .comment, .group, .skip, .scale, .command: nil
    }
  }
}
