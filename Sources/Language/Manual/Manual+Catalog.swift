// The reference: everything that the catalog knows.
extension Manual {
  /// The manual of the language with this vocabulary.
  public init(_ catalog: Catalog) {
    title = "The language of meit"
    sections =
      Manual.guide(catalog) + [
        Section("Options", [.paragraph(Self.optionsText)], Self.optionSections(catalog)),
        Section("Options of tables", [Self.table(catalog.tableOptions)]),
        Section("Options of figures", [Self.table(catalog.figureOptions)]),
        Section("Choices", [.paragraph(Self.choicesText)], Self.choiceSections(catalog)),
        Section("Metrics", [Self.metricTable(catalog)]),
        Section("Steps", [.paragraph(Self.stepsText), Self.stepTable(catalog)]),
        Section(
          "Commands",
          [.table(head: ["command", "meaning"], rows: catalog.commands.map { ["`\($0.usage)`", $0.summary] })]),
        Section(
          "Units",
          [
            .table(
              head: ["dimension", "units"],
              rows: Dimension.allCases.map {
                [$0.rawValue, $0.symbols.map { "`\($0)`" }.joined(separator: ", ")]
              })
          ]),
        Section(
          "Complaints", ErrorCode.allCases.map { .paragraph("**\($0.rawValue)** \(Self.oneLine($0.explanation))") }),
      ]
  }

  private static let optionsText =
    "Every option has a default, so a recipe says only what matters to it. `meit explain train.lr` tells the same."
  private static let choicesText =
    "Where an option takes one of several names, a name may have parameters, written as a call: `llava(tokens = 4)`. "
    + "Without parentheses every parameter stands at its default."
  private static let stepsText =
    "A plan is made of these. A step is done again only when an option that it depends on changes, or one of its inputs."

  private static func optionSections(_ catalog: Catalog) -> [Section] {
    var groups: [(name: String, options: [Option])] = []
    for option in catalog.options {
      let name = option.path.split(separator: ".").first.map(String.init) ?? ""
      if groups.last?.name == name {
        groups[groups.count - 1].options.append(option)
      } else {
        groups.append((name, [option]))
      }
    }
    return groups.map { Section($0.name, [table($0.options)]) }
  }

  private static func table(_ options: [Option]) -> Block {
    .table(
      head: ["option", "takes", "default", "meaning"],
      rows: options.map { ["`\($0.path)`", $0.type.phrase, standard($0), $0.summary] })
  }

  /// The default with its source and its exceptions.
  private static func standard(_ option: Option) -> String {
    let source = option.source.map { " (\($0))" } ?? ""
    let exceptions = option.exceptions.map { exception in
      let names = exception.names.map { "`\($0)`" }.joined(separator: " or ")
      return "; `\(exception.value)` where `\(exception.option)` is \(names)"
    }
    switch option.presence {
    case .required: return "required"
    case .optional: return source
    case .byDefault(let value): return "`\(value)`\(source)\(exceptions.joined())"
    }
  }

  private static func choiceSections(_ catalog: Catalog) -> [Section] {
    var seen: Set<String> = []
    let sets = (catalog.options + catalog.tableOptions + catalog.figureOptions).flatMap { option in
      option.type.choiceSets.map { (option, $0) }
    }
    return sets.filter { seen.insert($0.1.noun).inserted }.map { option, set in
      let items = set.choices.map { choice in
        Item(
          text: "`\(choice.name)`\(choice.summary.isEmpty ? "" : ": \(choice.summary)")",
          items: choice.parameters.map(parameter))
      }
      return Section("\(set.noun) (\(option.path))", [.list(items)])
    }
  }

  private static func parameter(_ parameter: Option) -> String {
    let standard = standard(parameter)
    let presence = standard.isEmpty ? "" : " (\(standard))"
    return "`\(parameter.path)`\(presence): \(parameter.summary); \(parameter.type.phrase)"
  }

  private static func metricTable(_ catalog: Catalog) -> Block {
    .table(
      head: ["metric", "meaning", "better", "unit", "source"],
      rows: catalog.metrics.map { metric in
        let better = metric.higherIsBetter.map { $0 ? "higher" : "lower" } ?? ""
        return ["`\(metric.name)`", metric.summary, better, metric.unit ?? "", metric.source ?? ""]
      })
  }

  private static func stepTable(_ catalog: Catalog) -> Block {
    .table(
      head: ["step", "meaning", "depends on", "takes the results of"],
      rows: catalog.steps.map { step in
        let depends = step.influences.map { "`\($0)`" }.joined(separator: ", ")
        return [step.name, step.summary, depends, step.inputs.joined(separator: ", ")]
      })
  }

  private static func oneLine(_ text: String) -> String { String(text.map { $0 == "\n" ? " " : $0 }) }
}
