extension Catalog {
  /// What there is to know about an error number, an option, a group, a choice, a metric, a command, a step or a unit;
  /// nil for a name that nothing has.
  public func explanation(of topic: String) -> String? {
    if let code = ErrorCode(rawValue: topic.uppercased()) { return "\(code.rawValue): \(code.explanation)" }
    if let option = option(topic) { return Self.text(option) }
    let known = [group(topic), choice(topic), metricText(topic), list(topic), commandText(topic), stepText(topic)]
    let parts = known.compactMap { $0 }
    return parts.isEmpty ? nil : parts.joined(separator: "\n\n")
  }

  /// The nearest topic to a name that has no explanation.
  public func nearestTopic(to topic: String) -> String? {
    nearestName(to: topic, among: topics)
  }

  /// Every name that can be explained.
  public var topics: [String] {
    let names =
      options.map(\.path) + groups + choiceNames + metrics.map(\.name) + commands.map(\.name) + steps.map(\.name)
    return Array(Set(names + ErrorCode.allCases.map(\.rawValue))).sorted()
  }

  /// The names of all that options choose among.
  var choiceNames: [String] {
    (options + tableOptions + figureOptions).flatMap { $0.type.choiceSets.flatMap { $0.choices.map(\.name) } }
  }

  static func text(_ option: Option) -> String {
    var lines = ["\(option.path): \(option.summary)", "takes    \(option.type.phrase)"]
    if let standard = option.standard { lines.append("default  \(standard)\(option.source.map { " (\($0))" } ?? "")") }
    for exception in option.exceptions {
      lines.append(
        "         \(exception.value) where \(exception.option) is \(exception.names.joined(separator: " or "))")
    }
    for set in option.type.choiceSets {
      lines.append("choices\n" + set.choices.map { "  " + line($0) }.joined(separator: "\n"))
    }
    return lines.joined(separator: "\n")
  }

  private static func line(_ choice: Choice) -> String {
    let parameters = choice.parameters.map { parameter in
      parameter.standard.map { "\(parameter.path) = \($0)" } ?? parameter.path
    }
    let call = parameters.isEmpty ? choice.name : "\(choice.name)(\(parameters.joined(separator: ", ")))"
    return choice.summary.isEmpty ? call : "\(call): \(choice.summary)"
  }

  private func group(_ topic: String) -> String? {
    guard groups.contains(topic) else { return nil }
    let lines = options(under: topic).map { option in
      "  \(option.path)\(option.standard.map { " = \($0)" } ?? ""): \(option.summary)"
    }
    return "\(topic): a group of options\n" + lines.joined(separator: "\n")
  }

  private func choice(_ topic: String) -> String? {
    let texts = (options + tableOptions + figureOptions).flatMap { option in
      option.type.choiceSets.compactMap { set -> String? in
        guard let choice = set[topic] else { return nil }
        let head =
          "\(topic): \(set.article) \(set.noun) (\(option.path))\(choice.summary.isEmpty ? "" : ": \(choice.summary)")"
        let parameters = choice.parameters.map { parameter in
          "  \(parameter.path)\(parameter.standard.map { " = \($0)" } ?? ""): \(parameter.summary); \(parameter.type.phrase)"
        }
        return ([head] + parameters).joined(separator: "\n")
      }
    }
    return texts.isEmpty ? nil : texts.joined(separator: "\n\n")
  }

  private func metricText(_ topic: String) -> String? {
    metric(topic).map { metric in
      let direction = metric.higherIsBetter.map { $0 ? "; higher is better" : "; lower is better" } ?? ""
      return "\(topic): a metric: \(metric.summary)\(direction)\(metric.source.map { " (\($0))" } ?? "")"
    }
  }

  private func list(_ topic: String) -> String? {
    switch topic {
    case "metrics": metrics.map { "\($0.name): \($0.summary)" }.joined(separator: "\n")
    case "options": options.map { "\($0.path): \($0.summary)" }.joined(separator: "\n")
    case "commands": commands.map { "\($0.usage): \($0.summary)" }.joined(separator: "\n")
    case "errors": ErrorCode.allCases.map { "\($0.rawValue): \($0.title)" }.joined(separator: "\n")
    case "units":
      Dimension.allCases.map { "\($0.rawValue): \($0.symbols.joined(separator: ", "))" }.joined(separator: "\n")
    default: nil
    }
  }

  private func commandText(_ topic: String) -> String? {
    command(topic).map { "\($0.usage): a command: \($0.summary)" }
  }

  private func stepText(_ topic: String) -> String? {
    step(topic).map { step in
      let depends = step.influences.isEmpty ? "" : "\ndepends on \(step.influences.joined(separator: ", "))"
      let inputs = step.inputs.isEmpty ? "" : "\ntakes the results of \(step.inputs.joined(separator: ", "))"
      return "\(topic): a step: \(step.summary)\(depends)\(inputs)"
    }
  }
}
