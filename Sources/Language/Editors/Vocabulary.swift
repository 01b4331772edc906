/// The words of a catalog, by what they are, as grammars of editors list them.
struct Vocabulary {
  let keywords: [String]
  let commands: [String]
  /// Paths in full, and the parts of them that stand inside blocks.
  let options: [String]
  let choices: [String]
  let metrics: [String]
  let units: [String]

  init(_ catalog: Catalog) {
    let paths = catalog.options.map(\.path)
    let parts = catalog.options.flatMap { option -> [String] in
      let words = option.path.split(separator: ".")
      return words.indices.dropFirst().map { words[$0...].joined(separator: ".") }
    }
    let outputs = (catalog.tableOptions + catalog.figureOptions).map(\.path)
    let sets = (catalog.options + catalog.tableOptions + catalog.figureOptions).flatMap(\.type.choiceSets)
    let reserved = Set(Keyword.allCases.map(\.rawValue))
    keywords = Keyword.allCases.map(\.rawValue)
    commands = catalog.commands.map(\.name)
    options = Set(paths + parts + outputs + catalog.groups).subtracting(reserved).subtracting(commands).sorted()
    let known = reserved.union(options).union(commands)
    metrics = Set(catalog.metrics.map(\.name)).subtracting(known).sorted()
    choices = Set(sets.flatMap { $0.choices.map(\.name) }).subtracting(known).subtracting(metrics).sorted()
    // Longer ones first, so that `mm/s` is not read as `mm`.
    units = Unit.allCases.map(\.symbol).sorted { ($0.count, $1) > ($1.count, $0) }
  }
}
