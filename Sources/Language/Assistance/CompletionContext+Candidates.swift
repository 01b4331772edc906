// What the expectation offers.
extension CompletionContext {
  private typealias Candidate = Completion.Candidate

  func candidates() -> [Completion.Candidate] {
    switch expectation {
    case .statement: statements()
    case .option: optionCandidates(catalog.options)
    case .held:
      catalog.groups.sorted().map { Candidate(text: $0, kind: .group, summary: "a group of options") }
        + optionCandidates(catalog.options)
    case .declaration: declarations
    case .command(let form): operands(form)
    case .value(let type): lastNumber ? units(type) : values(type)
    case .choice: choiceSets.flatMap { values(.choice($0)) }
    case .argument(let choice): parameters(choice.parameters)
    case .word(let keyword): keywords([keyword])
    case .nothing: []
    }
  }

  private var declarations: [Candidate] {
    declared.map { Candidate(text: $0, kind: .declaration, summary: "declared in this recipe") }
  }

  private func operands(_ form: CommandForm) -> [Candidate] {
    switch form.operands {
    case .declarations, .results: declarations + parameters(form.options)
    case .topics: catalog.topics.map { Candidate(text: $0, kind: .topic, summary: "") } + declarations
    }
  }

  private func parameters(_ options: [Option]) -> [Candidate] {
    options.map { Candidate(text: $0.path, kind: .parameter, summary: $0.summary) }
  }

  private func statements() -> [Candidate] {
    switch blocks.last(where: { if case .scale = $0 { false } else { true } }) {
    case .table?: return optionCandidates(catalog.tableOptions)
    case .figure?: return optionCandidates(catalog.figureOptions)
    case .experiment?: return optionCandidates(catalog.options)
    case .sweep?: return keywords([.vary, .tie, .hold, .skip, .scale]) + optionCandidates(catalog.options)
    case .group(let path)?:
      return catalog.options(under: path).map { option in
        Candidate(text: String(option.path.dropFirst(path.count + 1)), kind: .option, summary: option.summary)
      }
    case nil, .scale?:
      let commands = catalog.commands.map { Candidate(text: $0.name, kind: .command, summary: $0.summary) }
      return keywords(Keyword.openers) + commands + optionCandidates(catalog.options)
    }
  }

  private func keywords(_ keywords: [Keyword]) -> [Candidate] {
    keywords.map { Candidate(text: $0.rawValue, kind: .keyword, summary: $0.summary) }
  }

  /// Options; where one is typed to its last point, the parameters of its choices as well.
  private func optionCandidates(_ options: [Option]) -> [Candidate] {
    let typed = source.text(fragment)
    let parameters = options.filter { typed.hasPrefix($0.path + ".") }.flatMap { option in
      option.type.choiceSets.flatMap(\.choices).flatMap(\.parameters).map {
        Candidate(text: "\(option.path).\($0.path)", kind: .option, summary: $0.summary)
      }
    }
    return options.map { Candidate(text: $0.path, kind: .option, summary: $0.summary) } + parameters
  }

  private func units(_ type: ValueType) -> [Candidate] {
    type.unitSymbols.map { Candidate(text: $0, kind: .unit, summary: "") }
  }

  private func values(_ type: ValueType) -> [Candidate] {
    switch type {
    case .boolean: ["true", "false"].map { Candidate(text: $0, kind: .value, summary: "") }
    case .choice(let set): set.choices.map { Candidate(text: $0.name, kind: .choice, summary: $0.summary) }
    case .list(let element): values(element)
    case .oneOf(let types), .tuple(let types): types.flatMap(values)
    case .option: optionCandidates(catalog.options)
    case .metric: catalog.metrics.map { Candidate(text: $0.name, kind: .metric, summary: $0.summary) }
    default: []
    }
  }
}
