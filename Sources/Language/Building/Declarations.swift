/// `experiment name { ... }`, `experiment name from base { ... }`.
public func experiment(
  _ name: String, from base: String? = nil, file: String = #fileID, line: Int = #line,
  @RecipeBuilder _ body: () -> [Statement]
) -> Statement {
  declaration(.experiment, name, base, body(), .swift(file: file, line: line))
}

/// `sweep name from base { ... }`.
public func sweep(
  _ name: String, from base: String, file: String = #fileID, line: Int = #line,
  @RecipeBuilder _ body: () -> [Statement]
) -> Statement {
  declaration(.sweep, name, base, body(), .swift(file: file, line: line))
}

/// `table name of base { ... }`.
public func table(
  _ name: String, of base: String, file: String = #fileID, line: Int = #line,
  @RecipeBuilder _ body: () -> [Statement]
) -> Statement {
  declaration(.table, name, base, body(), .swift(file: file, line: line))
}

/// `figure name of base { ... }`.
public func figure(
  _ name: String, of base: String, file: String = #fileID, line: Int = #line,
  @RecipeBuilder _ body: () -> [Statement]
) -> Statement {
  declaration(.figure, name, base, body(), .swift(file: file, line: line))
}

private func declaration(
  _ kind: Declaration.Kind, _ name: String, _ base: String?, _ body: [Statement], _ place: Place
) -> Statement {
  let base = base.map { Name($0, place) }
  return Statement(.declaration(Declaration(kind, Name(name, place), base: base, body: body)), place)
}

/// `use "path"`.
public func use(_ path: String, file: String = #fileID, line: Int = #line) -> Statement {
  Statement(.use(path), .swift(file: file, line: line))
}

/// `let name = value`.
public func bind(_ name: String, _ value: Value, file: String = #fileID, line: Int = #line) -> Statement {
  let place = Place.swift(file: file, line: line)
  return Statement(.binding(Name(name, place), value.at(place)), place)
}

/// A command: `run fusion-ablation` is `command("run", "fusion-ablation")`.
public func command(_ name: String, _ arguments: Value..., file: String = #fileID, line: Int = #line) -> Statement {
  let place = Place.swift(file: file, line: line)
  return Statement(.command(Name(name, place), arguments.map { Argument(nil, $0.at(place)) }), place)
}

/// Comment lines, one for each line of the text.
public func comment(_ text: String) -> [Statement] {
  text.split(separator: "\n", omittingEmptySubsequences: false).map { Statement(.comment(String($0))) }
}

/// The start of a notebook cell.
public func cell(_ title: String = "") -> Statement { Statement(.cell(CellMarker(title: title))) }

/// A text cell of Markdown.
public func textCell(_ title: String = "", _ text: String) -> Statement {
  let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  return Statement(.cell(CellMarker(title: title, markdown: lines)))
}
