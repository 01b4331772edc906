extension Parser {
  /// `a = b and c > d or (...)`; `and` binds before `or`.
  mutating func condition() -> Condition? {
    joined(by: .or, { $0.joined(by: .and, { $0.comparison() }, Condition.all) }, Condition.any)
  }

  private mutating func joined(
    by keyword: Keyword, _ part: (inout Parser) -> Condition?, _ join: ([Condition]) -> Condition
  ) -> Condition? {
    guard let first = part(&self) else { return nil }
    var parts = [first]
    while take(keyword) {
      guard let next = part(&self) else { return nil }
      parts.append(next)
    }
    return parts.count == 1 ? first : join(parts)
  }

  private mutating func comparison() -> Condition? {
    if kind == .leftParenthesis {
      let open = current
      return nested { parser in
        parser.advance()
        guard let inner = parser.condition() else { return nil }
        if parser.take(.rightParenthesis) { return inner }
        parser.complain(unclosed: open)
        return nil
      }
    }
    guard let path = name("an option") else { return nil }
    guard let comparison = takeComparison() else {
      complain(missing: "a comparison", help: "=, !=, <, <=, >, >= or in")
      return nil
    }
    if comparison == .equal, kind == .equal {
      complain(missing: "a value", help: "a single `=` asks whether two are the same")
      return nil
    }
    return value().map { .compare(path, comparison, $0) }
  }

  private mutating func takeComparison() -> Condition.Comparison? {
    let found: Condition.Comparison? =
      switch kind {
      case .equal: .equal
      case .notEqual: .notEqual
      case .less: .less
      case .lessOrEqual: .lessOrEqual
      case .greater: .greater
      case .greaterOrEqual: .greaterOrEqual
      case .word where isKeyword(.in): .oneOf
      default: nil
      }
    if found != nil { advance() }
    return found
  }
}
