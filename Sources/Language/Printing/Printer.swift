/// Writes statements as recipe text: the formatter. Printing what was parsed from its own output changes nothing.
public struct Printer {
  private var lines: [String] = []
  private var indent = 0

  /// Lists that do not fit are written one element to a line.
  static let width = 100

  /// The recipe as text, with a newline at its end.
  public static func print(_ statements: [Statement]) -> String {
    var printer = Printer()
    printer.write(statements, isTop: true)
    return printer.lines.isEmpty ? "" : printer.lines.joined(separator: "\n") + "\n"
  }

  private mutating func line(_ text: String) {
    lines.append(text.isEmpty ? "" : String(repeating: "  ", count: indent) + text)
  }

  private mutating func write(_ statements: [Statement], isTop: Bool) {
    for (index, statement) in statements.enumerated() {
      if index > 0, statement.blankBefore || wantsSpace(statements[index - 1], statement, isTop: isTop) { line("") }
      write(statement)
    }
  }

  /// Top-level blocks stand apart even when the author (or a Swift recipe) left no line between them.
  private func wantsSpace(_ previous: Statement, _ next: Statement, isTop: Bool) -> Bool {
    guard isTop else { return false }
    // A comment right below a text cell would become part of its text.
    if case .cell(let marker) = previous.kind, marker.markdown != nil, case .comment = next.kind { return true }
    if case .comment = previous.kind { return false }
    if case .cell = previous.kind { return false }
    return previous.kind.isDeclaration || next.kind.isDeclaration
  }

  private mutating func write(_ statement: Statement) {
    let trailing = statement.trailing.map { " " + Self.comment($0) } ?? ""
    switch statement.kind {
    case .cell(let marker): write(marker)
    case .comment(let text): write(comment: text)
    case .declaration(let declaration):
      let base = declaration.base.map { " \(declaration.kind.joiner) \($0.text)" } ?? ""
      block("\(declaration.kind.rawValue) \(declaration.name.text)\(base)", declaration.body, statement, trailing)
    case .group(let path, let body): block(path.text, body, statement, trailing)
    case .scale(let name, let body): block("\(Keyword.scale.rawValue) \(name.text)", body, statement, trailing)
    case .binding(let name, let value): write("let \(name.text) = ", value, trailing)
    case .use(let path): line("use \(StringLiteral.encoded(path))\(trailing)")
    case .assignment(let path, let value): write("\(path.text) = ", value, trailing)
    case .vary(let path, let value): write("vary \(path.text) in ", value, trailing)
    case .tie(let paths, let value): write("tie (\(paths.map(\.text).joined(separator: ", "))) in ", value, trailing)
    case .hold(let value): write("hold ", value, trailing)
    case .skip(let condition): lines(of: "skip when \(Self.text(condition))\(trailing)")
    case .command(let name, let arguments):
      lines(of: name.text + Self.text(arguments) + trailing)
    }
  }

  /// A text that holds line ends only where a comment inside a value asks for them.
  private mutating func lines(of text: String) {
    for part in text.split(separator: "\n", omittingEmptySubsequences: false) { line(String(part)) }
  }

  private mutating func write(comment text: String) {
    for part in text.split(separator: "\n", omittingEmptySubsequences: false) { line(Self.comment(String(part))) }
  }

  private mutating func block(_ head: String, _ body: [Statement], _ statement: Statement, _ trailing: String) {
    let opening = statement.opening.map { " " + Self.comment($0) } ?? ""
    guard !body.isEmpty || !opening.isEmpty else { return line("\(head) {}\(trailing)") }
    line("\(head) {\(opening)")
    indent += 1
    write(body, isTop: false)
    indent -= 1
    line("}\(trailing)")
  }

  private mutating func write(_ head: String, _ value: Value, _ trailing: String) {
    let room = Self.width - 2 * indent - head.count
    let broken = ValuePrinter.lines(value, room: room)
    for (index, text) in broken.enumerated() {
      let isLast = index == broken.count - 1
      line((index == 0 ? head : "") + text + (isLast ? trailing : ""))
    }
  }

  private mutating func write(_ marker: CellMarker) {
    let title = marker.title.isEmpty ? "" : " " + marker.title
    line("# \(CellMarker.sign)\(marker.markdown == nil ? "" : " " + CellMarker.markdownSign)\(title)")
    for text in marker.markdown ?? [] { line(Self.comment(text)) }
  }

  /// A comment line; a line that starts with `!` stays an interpreter line.
  static func comment(_ text: String) -> String {
    text.isEmpty ? "#" : text.hasPrefix("!") ? "#" + text : "# " + text
  }

  /// The arguments of a command; a comma stands only where two would otherwise be read as one.
  private static func text(_ arguments: [Argument]) -> String {
    var result = ""
    for (index, argument) in arguments.enumerated() {
      let needsComma = index > 0 && arguments[index - 1].value.takesNext(argument)
      result += (needsComma ? ", " : " ") + ValuePrinter.text(argument)
    }
    return result
  }

  static func text(_ condition: Condition) -> String {
    switch condition {
    case .compare(let path, let comparison, let value):
      "\(path.text) \(comparison.rawValue) \(ValuePrinter.text(value))"
    case .all(let parts): parts.map { grouped($0, within: condition) }.joined(separator: " and ")
    case .any(let parts): parts.map { grouped($0, within: condition) }.joined(separator: " or ")
    }
  }

  /// Parentheses where the grammar would otherwise join the parts differently.
  private static func grouped(_ part: Condition, within whole: Condition) -> String {
    switch (whole, part) {
    case (_, .compare), (.any, .all): text(part)
    default: "(\(text(part)))"
    }
  }
}

extension Value {
  /// Whether the text of the next argument would be read as part of this value: a unit, a step, or a call's
  /// parenthesis.
  fileprivate func takesNext(_ next: Argument) -> Bool {
    switch kind {
    case .number, .range: true
    case .name, .boolean:
      if case .tuple = next.value.kind { next.name == nil } else { false }
    default: false
    }
  }
}

extension Statement.Kind {
  var isDeclaration: Bool {
    switch self {
    case .declaration, .scale: true
    default: false
    }
  }
}
