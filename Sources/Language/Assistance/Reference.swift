extension Catalog {
  /// The reference manual of everything that may be said, in Markdown.
  public func reference() -> String {
    let sections: [(String, String)] = [
      ("Options", sorted(options)), ("Tables", rows(tableOptions)), ("Figures", rows(figureOptions)),
      ("Choices", choiceSections()), ("Metrics", metricRows()), ("Steps", stepRows()), ("Commands", commandRows()),
      ("Units", unitRows()), ("Complaints", complaintRows()),
    ]
    return "# Reference\n\n" + sections.map { "## \($0)\n\n\($1)\n" }.joined(separator: "\n")
  }

  private func table(_ head: [String], _ rows: [[String]]) -> String {
    let lines = [head, head.map { _ in "---" }] + rows
    return lines.map { "| " + $0.map(Self.escaped).joined(separator: " | ") + " |" }.joined(separator: "\n")
  }

  private static func escaped(_ text: String) -> String {
    String(text.flatMap { $0 == "|" ? Array("\\|") : $0 == "\n" ? [" "] : [$0] })
  }

  private func rows(_ options: [Option]) -> String {
    table(
      ["option", "takes", "default", "meaning"],
      options.map { option in
        let source = option.source.map { " (\($0))" } ?? ""
        return ["`\(option.path)`", option.type.phrase, presence(option) + source, option.summary]
      })
  }

  private func presence(_ option: Option) -> String {
    switch option.presence {
    case .required: "required"
    case .optional: ""
    case .byDefault(let value): "`\(value)`"
    }
  }

  /// One table for each group, in the catalog's order.
  private func sorted(_ options: [Option]) -> String {
    var groups: [(name: String, options: [Option])] = []
    for option in options {
      let name = option.path.split(separator: ".").first.map(String.init) ?? ""
      if groups.last?.name == name {
        groups[groups.count - 1].options.append(option)
      } else {
        groups.append((name, [option]))
      }
    }
    return groups.map { "### \($0.name)\n\n\(rows($0.options))" }.joined(separator: "\n\n")
  }

  private func choiceSections() -> String {
    var seen: Set<String> = []
    let sets = (options + tableOptions + figureOptions).flatMap { option in option.type.choiceSets.map { (option, $0) }
    }
    return sets.filter { seen.insert($0.1.noun).inserted }.map { option, set in
      let lines = set.choices.map { choice -> String in
        let parameters = choice.parameters.map { parameter in
          let standard = presence(parameter)
          return
            "    - `\(parameter.path)`\(standard.isEmpty ? "" : " (\(standard))"): \(parameter.summary); \(parameter.type.phrase)"
        }
        let head = "- `\(choice.name)`\(choice.summary.isEmpty ? "" : ": \(choice.summary)")"
        return ([head] + parameters).joined(separator: "\n")
      }
      return "### \(set.noun) (`\(option.path)`)\n\n" + lines.joined(separator: "\n")
    }.joined(separator: "\n\n")
  }

  private func metricRows() -> String {
    table(
      ["metric", "meaning", "better", "unit", "source"],
      metrics.map { metric in
        let better = metric.higherIsBetter.map { $0 ? "higher" : "lower" } ?? ""
        return ["`\(metric.name)`", metric.summary, better, metric.unit ?? "", metric.source ?? ""]
      })
  }

  private func stepRows() -> String {
    table(
      ["step", "meaning", "depends on", "takes the results of"],
      steps.map { step in
        [
          step.name, step.summary, step.influences.map { "`\($0)`" }.joined(separator: ", "),
          step.inputs.joined(separator: ", "),
        ]
      })
  }

  private func commandRows() -> String {
    table(["command", "meaning"], commands.map { ["`\($0.usage)`", $0.summary] })
  }

  private func unitRows() -> String {
    table(["dimension", "units"], Dimension.allCases.map { [$0.rawValue, $0.symbols.joined(separator: ", ")] })
  }

  private func complaintRows() -> String {
    ErrorCode.allCases.map { code in
      let rest = code.explanation.dropFirst(code.title.count)
      return "**\(code.rawValue)** \(code.title)\(rest.replacingNewlines())"
    }.joined(separator: "\n\n")
  }
}

extension Substring {
  fileprivate func replacingNewlines() -> String { String(map { $0 == "\n" ? " " : $0 }) }
}
