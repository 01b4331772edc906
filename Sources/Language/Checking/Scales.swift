// The scale of a recipe: one switch, and the blocks that hold at one setting of it alone.
extension Checker {
  static let scaleHelp = "a recipe has one scale: say `scale = NAME` outside every block"

  /// Finds the scale: what `--set` says, otherwise what the recipe itself says, otherwise the catalog's default.
  mutating func findScale(_ statements: [Statement]) {
    guard let option = catalog.option(Catalog.scaleOption) else { return }
    let said = overlaidScale ?? statements.compactMap(\.kind.scale).last
    let chosen = said.flatMap { resolver.resolve($0, as: option) }
    program.scale = (chosen ?? Configuration(catalog: catalog)[option.path]).head
  }

  /// Whether a block for the scale of this name holds; an unknown name is complained about.
  mutating func isActive(_ name: Name) -> Bool {
    let known = catalog.option(Catalog.scaleOption)?.type.choiceSets.flatMap(\.choices).map(\.name) ?? []
    guard known.contains(name.text) else {
      complain(.unknown(.unknownChoice, "scale", name.text, among: known, name.place))
      return false
    }
    program.scales.insert(name.text)
    return name.text == program.scale
  }

  /// What every experiment begins with: the defaults at the recipe's scale.
  var beginning: Configuration {
    var configuration = Configuration(catalog: catalog)
    if let scale = program.scale { configuration.set(Catalog.scaleOption, Value(.name(scale))) }
    return configuration
  }
}

extension Catalog {
  /// The option that sets the scale of a whole recipe.
  public static let scaleOption = "scale"
}

extension Statement.Kind {
  /// Whether it is a `let`.
  var isBinding: Bool { if case .binding = self { true } else { false } }

  /// The scale that it sets, if that is what it does.
  var scale: Value? {
    guard case .assignment(let path, let value) = self, path.text == Catalog.scaleOption else { return nil }
    return value
  }
}
