/// Writes values: on one line where that fits and no comment stands inside, otherwise one element to a line.
enum ValuePrinter {
  static func inline(_ value: Value) -> String {
    switch value.kind {
    case .number(let number): text(number)
    case .string(let text): StringLiteral.encoded(text)
    case .name(let name): name
    case .boolean(let flag): flag ? Keyword.true.rawValue : Keyword.false.rawValue
    case .call(let name, let arguments): "\(name.text)(\(arguments.map(inline).joined(separator: ", ")))"
    case .list(let elements): "[\(elements.map(inline).joined(separator: ", "))]"
    case .tuple(let elements): "(\(elements.map(inline).joined(separator: ", ")))"
    case .range(let first, let last, let step):
      "\(text(first))..\(text(last))" + (step.map { " \(Keyword.by.rawValue) \(text($0))" } ?? "")
    }
  }

  static func inline(_ argument: Argument) -> String {
    label(argument) + inline(argument.value)
  }

  /// On one line, unless a comment inside needs more.
  static func text(_ value: Value) -> String { lines(value, room: .max).joined(separator: "\n") }

  static func text(_ argument: Argument) -> String { label(argument) + text(argument.value) }

  static func text(_ number: Number) -> String {
    number.unit.map { "\(number.spelling) \($0.symbol)" } ?? number.spelling
  }

  /// The lines of a value that has `room` columns on its first line; continuation lines carry their own indent.
  static func lines(_ value: Value, room: Int) -> [String] {
    let whole = inline(value)
    if !hasComments(value), whole.count <= room { return [whole] }
    let closing = value.comments?.closing ?? []
    switch value.kind {
    case .call(let name, let arguments) where !arguments.isEmpty || !closing.isEmpty:
      return broken(name.text + "(", arguments.map { (label($0), $0.value) }, ")", closing, room)
    case .list(let elements) where !elements.isEmpty || !closing.isEmpty:
      return broken("[", elements.map { ("", $0) }, "]", closing, room)
    case .tuple(let elements) where !elements.isEmpty || !closing.isEmpty:
      return broken("(", elements.map { ("", $0) }, ")", closing, room)
    default: return [whole]
    }
  }

  private static func label(_ argument: Argument) -> String {
    argument.name.map { "\($0.text) = " } ?? ""
  }

  private static func broken(
    _ open: String, _ elements: [(label: String, value: Value)], _ close: String, _ closing: [String], _ room: Int
  ) -> [String] {
    var result = [open]
    for (index, element) in elements.enumerated() {
      result += (element.value.comments?.before ?? []).map { "  " + Printer.comment($0) }
      var inner = lines(element.value, room: max(20, room - 2 - element.label.count))
      inner[0] = element.label + inner[0]
      inner[inner.count - 1] += index < elements.count - 1 ? "," : ""
      if let after = element.value.comments?.after { inner[inner.count - 1] += " " + Printer.comment(after) }
      result += inner.map { "  " + $0 }
    }
    return result + closing.map { "  " + Printer.comment($0) } + [close]
  }

  private static func hasComments(_ value: Value) -> Bool {
    if value.comments.map({ !$0.closing.isEmpty }) == true { return true }
    switch value.kind {
    case .call(_, let arguments): return arguments.contains { carriesComments($0.value) }
    case .list(let elements), .tuple(let elements): return elements.contains(where: carriesComments)
    default: return false
    }
  }

  private static func carriesComments(_ value: Value) -> Bool {
    value.comments.map { !$0.isEmpty } == true || hasComments(value)
  }
}
