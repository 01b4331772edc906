// Third phase: tables, figures and commands.
extension Checker {
  mutating func resolveOutputs() {
    for entry in found where entry.declaration.kind.isOutput {
      let declaration = entry.declaration
      guard let base = declaration.base else { continue }
      guard let target = outputBase(base, of: declaration) else { continue }
      let options = options(of: declaration)
      checkRows(options, declaration, target)
      checkMetrics(options, target)
      program.outputs.append(
        Output(
          kind: declaration.kind, name: declaration.name.text, base: base.text, options: options,
          place: declaration.name.place, isImported: entry.isImported))
    }
  }

  private mutating func outputBase(_ base: Name, of declaration: Declaration) -> String? {
    if base.text == Program.scratch, !scratch.isEmpty { return base.text }
    guard let target = self.declaration(base.text) else {
      let known = found.map(\.declaration).filter { !$0.kind.isOutput }.map(\.name.text)
      complain(.unknown(.unknownDeclaration, "experiment or sweep", base.text, among: known, base.place))
      return nil
    }
    if target.kind.isOutput {
      complain(.wrongBase(declaration, base, found: target.kind.rawValue, wanted: "an experiment or a sweep"))
      return nil
    }
    return base.text
  }

  private mutating func options(of declaration: Declaration) -> [String: Value] {
    let known = declaration.kind == .table ? catalog.tableOptions : catalog.figureOptions
    var values: [String: Value] = [:]
    var places: [String: Place] = [:]
    collect(declaration.body, known, declaration, prefix: "", into: &values, &places)
    for option in known where places[option.path] == nil {
      switch option.presence {
      case .required:
        if let exception = option.exceptions.first(where: { $0.names.contains(values[$0.option]?.head ?? "") }) {
          values[option.path] = resolver.resolve(exception.value, as: option)
        } else {
          complain(.missingOption(option, of: declaration))
        }
      case .optional: continue
      case .byDefault(let standard): values[option.path] = resolver.resolve(standard, as: option)
      }
    }
    return values
  }

  private mutating func collect(
    _ body: [Statement], _ known: [Option], _ declaration: Declaration, prefix: String,
    into values: inout [String: Value], _ set: inout [String: Place]
  ) {
    for statement in body {
      switch statement.kind {
      case .comment, .cell: continue
      case .group(let path, let inner):
        collect(inner, known, declaration, prefix: path.under(prefix).text, into: &values, &set)
      case .scale(let name, let inner):
        guard isActive(name) else { continue }
        var places: [String: Place] = [:]
        collect(inner, known, declaration, prefix: prefix, into: &values, &places)
        set.merge(places) { first, _ in first }
      case .assignment(let written, let value):
        let path = written.under(prefix)
        guard let option = known.first(where: { $0.path == path.text }) else {
          complain(
            .unknown(
              .unknownOption, "option of a \(declaration.kind.rawValue)", path.text, among: known.map(\.path),
              path.place))
          continue
        }
        if let first = set.updateValue(path.place, forKey: path.text) {
          complain(.setTwice(path.text, path.place, first: first))
        }
        values[path.text] = resolver.resolve(value, as: option) ?? values[path.text]
      default:
        complain(.misplaced(statement.kind.word, in: "a \(declaration.kind.rawValue)", statement.place))
      }
    }
  }

  /// `against = llava` must be one row, and so must `against = [llava, large]` where two options name the rows.
  private mutating func checkRows(_ options: [String: Value], _ declaration: Declaration, _ base: String) {
    guard let against = options["test"]?.argument("against"), let rows = options["rows"],
      let experiment = program.experiment(base)
    else { return }
    let paths = rows.elements.compactMap(\.head)
    let names = against.elements.map(\.shownText)
    let configurations = experiment.cells.map(\.configuration)
    let shown = configurations.map { configuration in paths.compactMap { configuration.shownText($0) } }
    let meant = configurations.places(called: names, by: paths).map { shown[$0] }.uniqued()
    guard meant.count != 1 else { return }
    let known = shown.filter { !$0.isEmpty }.uniqued()
    let joined = { (rows: [[String]]) in rows.map { $0.joined(separator: ", ") } }
    let written = names.joined(separator: ", ")
    if meant.count > 1 {
      complain(.variedOften(written, rows: joined(meant), of: base, against.place))
    } else if let unknown = names.first(where: { name in !known.joined().contains(name) }) {
      complain(.notVaried(unknown, known: known.joined().uniqued(), of: base, against.place))
    } else {
      complain(.notVaried(written, known: joined(known), of: base, against.place))
    }
  }

  /// A score that is shown must be among those that every cell computes.
  private mutating func checkMetrics(_ options: [String: Value], _ base: String) {
    guard let experiment = program.experiment(base) else { return }
    for value in options.values.flatMap({ $0.elements.isEmpty ? [$0] : $0.elements }) {
      guard case .name = value.kind, let metric = value.head.flatMap(catalog.metric), let request = metric.request
      else {
        continue
      }
      let isComputed = experiment.cells.allSatisfy { request.isMade(for: metric.name, in: $0.configuration) }
      if !isComputed { complain(.notComputed(metric.name, request, of: base, value.place)) }
    }
  }

  mutating func resolveCommands() {
    for command in commands {
      guard let form = catalog.command(command.name) else {
        complain(unknownCommand(command))
        continue
      }
      if case .declarations = form.operands { checkNames(command) }
      checkOptions(command, form)
      program.commands.append(command)
    }
  }

  private func unknownCommand(_ command: Command) -> Diagnostic {
    let isOption = catalog.nameTable.target(command.name) != nil || catalog.groups.contains(command.name)
    if isOption {
      return .missing("`=` and a value", found: "the option `\(command.name)` alone", command.place)
    }
    let known = catalog.commands.map(\.name) + Keyword.openers.map(\.rawValue)
    return .unknown(.unknownCommand, "command", command.name, among: known, command.place)
  }

  private mutating func checkNames(_ command: Command) {
    let known = found.map(\.declaration.name.text) + (scratch.isEmpty ? [] : [Program.scratch])
    for argument in command.arguments where argument.name == nil {
      guard case .name(let name) = argument.value.kind, !known.contains(name) else { continue }
      complain(.unknown(.unknownDeclaration, "declaration", name, among: known, argument.value.place))
    }
  }

  private mutating func checkOptions(_ command: Command, _ form: CommandForm) {
    for argument in command.arguments {
      guard let name = argument.name else { continue }
      if let option = form.options.first(where: { $0.path == name.text }) {
        _ = resolver.resolve(argument.value, as: option)
      } else {
        let what = "argument of `\(form.name)`"
        complain(.unknown(.unknownParameter, what, name.text, among: form.options.map(\.path), name.place))
      }
    }
  }
}

extension Metric.Request {
  fileprivate func isMade(for metric: String, in configuration: Configuration) -> Bool {
    switch self {
    case .listed(let option): configuration.value(option)?.elements.contains { $0.head == metric } ?? false
    case .enabled(let option): configuration.boolean(option)
    }
  }
}

extension Sequence where Element: Hashable {
  /// The elements without those that came before.
  fileprivate func uniqued() -> [Element] {
    var seen: Set<Element> = []
    return filter { seen.insert($0).inserted }
  }
}
