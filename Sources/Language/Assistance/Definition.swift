/// Where something that a recipe names is said.
public enum Definition: Equatable, Sendable {
  /// The name in its declaration.
  case place(Place)
  /// Another recipe, by its path as written behind `use`.
  case file(String)
}

extension Catalog {
  /// Where the name at a byte offset is declared: an experiment, sweep, table or figure, or what `let` binds, in this
  /// text or in those that it uses; for the string behind `use` the file.
  public func definition(
    in source: SourceText, at offset: Int, loader: Loader = noFiles
  ) -> Definition? {
    let statements = parse(source).statements
    for statement in statements {
      if case .use(let path) = statement.kind, statement.place.range?.contains(offset) == true { return .file(path) }
    }
    guard let range = word(in: source, at: offset) else { return nil }
    switch mention(in: source, at: offset)?.kind {
    // What the vocabulary has wins over what the recipe has.
    case .keyword?, .option?, .group?, .choice?, .parameter?, .metric?, .unit?: return nil
    default: break
    }
    var seen: Set<String> = [source.name]
    return place(of: source.text(range), statements, user: source.name, loader, &seen).map(Definition.place)
  }

  private func place(
    of name: String, _ statements: [Statement], user: String, _ loader: Loader, _ seen: inout Set<String>
  ) -> Place? {
    var used: [String] = []
    for statement in statements {
      switch statement.kind {
      case .declaration(let declaration) where declaration.name.text == name: return declaration.name.place
      case .binding(let bound, _) where bound.text == name: return bound.place
      case .use(let path): used.append(path)
      default: break
      }
    }
    for path in used {
      guard let text = try? loader(path, user), seen.insert(text.name).inserted else { continue }
      if let found = place(of: name, parse(text).statements, user: text.name, loader, &seen) { return found }
    }
    return nil
  }
}
