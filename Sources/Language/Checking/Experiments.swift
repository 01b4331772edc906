// Second phase, second half: inheritance, overlays, and the cells.
extension Checker {
  mutating func resolveExperiments() {
    for entry in found where !entry.declaration.kind.isOutput {
      let declaration = entry.declaration
      guard let draft = draft(of: declaration) else { continue }
      add(declaration, draft, isImported: entry.isImported)
    }
    guard !scratch.isEmpty else { return }
    if let taken = declaration(Program.scratch) {
      return complain(.declaredTwice(taken.name, first: scratch[0].place))
    }
    var draft = Draft(configuration: beginning)
    var context = BlockContext(title: "the scratch experiment", mayVary: true)
    apply(scratch, to: &draft, &context)
    add(Declaration(.experiment, Name(Program.scratch, scratch[0].place), body: scratch), draft, isImported: false)
  }

  /// The draft of a declaration over its bases; the chain is walked without recursion, however long it is.
  private mutating func draft(of declaration: Declaration) -> Draft? {
    guard let chain = chain(from: declaration) else { return nil }
    var draft = Draft(configuration: beginning)
    for link in chain {
      if let known = drafts[link.name.text] {
        draft = known
        continue
      }
      var context = BlockContext(title: "the \(link.kind.rawValue) `\(link.name.text)`", mayVary: link.kind == .sweep)
      apply(link.body, to: &draft, &context)
      drafts[link.name.text] = draft
    }
    return draft
  }

  /// The declaration's bases from the root down, ending with itself.
  private mutating func chain(from declaration: Declaration) -> [Declaration]? {
    var chain = [declaration]
    var names: Set<String> = [declaration.name.text]
    while let base = chain[chain.count - 1].base {
      if drafts[chain[chain.count - 1].name.text] != nil { break }
      guard let next = self.base(base, of: chain[chain.count - 1]) else {
        broken.formUnion(names)
        return nil
      }
      guard names.insert(next.name.text).inserted else {
        if broken.isDisjoint(with: names) { complain(.inheritanceCycle((chain + [next]).map(\.name.text), base.place)) }
        broken.formUnion(names)
        return nil
      }
      chain.append(next)
    }
    return chain.reversed()
  }

  private mutating func base(_ base: Name, of declaration: Declaration) -> Declaration? {
    guard let next = self.declaration(base.text) else {
      let known = found.map(\.declaration).filter { !$0.kind.isOutput }.map(\.name.text)
      complain(.unknown(.unknownDeclaration, "experiment", base.text, among: known, base.place))
      return nil
    }
    let isUsable = !next.kind.isOutput && !(declaration.kind == .experiment && next.kind == .sweep)
    guard isUsable else {
      complain(.wrongBase(declaration, base, found: next.kind.rawValue, wanted: "an experiment"))
      return nil
    }
    return next
  }

  private mutating func add(_ declaration: Declaration, _ inherited: Draft, isImported: Bool) {
    var draft = inherited
    var context = BlockContext(title: "the options", mayVary: true)
    apply(overlays, to: &draft, &context)
    guard let cells = cells(of: draft, declaration) else { return }
    checkHeld(draft, cells)
    program.experiments.append(
      Experiment(
        kind: declaration.kind, name: declaration.name.text, base: declaration.base?.text,
        axes: draft.axes.map { Axis(paths: $0.paths.map(\.text), points: $0.points) }, cells: cells,
        place: declaration.name.place, isImported: isImported))
  }

  /// The grid of all axes, the last one changing fastest, without what is skipped.
  private mutating func cells(of draft: Draft, _ declaration: Declaration) -> [Cell]? {
    let axes = draft.axes.filter { !$0.points.isEmpty }
    var total = 1
    for axis in axes {
      total *= axis.points.count
      guard total <= Self.mostCells else {
        complain(.tooManyCells(declaration.name, limit: Self.mostCells))
        return nil
      }
    }
    var cells: [Cell] = []
    cells.reserveCapacity(total)
    for index in 0..<total {
      guard let cell = cell(index, of: total, axes, draft.configuration) else { return nil }
      if !draft.skipped.contains(where: { $0.holds(in: cell.configuration) }) { cells.append(cell) }
    }
    if cells.isEmpty { complain(.everythingSkipped(declaration.name)) }
    return cells
  }

  private mutating func cell(_ index: Int, of total: Int, _ axes: [Draft.Axis], _ base: Configuration) -> Cell? {
    var configuration = base
    var coordinates: [Coordinate] = []
    var stride = total
    for axis in axes {
      stride /= axis.points.count
      let point = axis.points[index / stride % axis.points.count]
      for (path, value) in zip(axis.paths, point) {
        guard let coordinate = move(&configuration, path, value) else { return nil }
        coordinates.append(coordinate)
      }
    }
    return Cell(coordinates: coordinates, configuration: configuration)
  }

  private mutating func move(_ configuration: inout Configuration, _ path: Name, _ value: Value) -> Coordinate? {
    guard let target = catalog.nameTable.target(path.text) else { return nil }
    if case .option(let option) = target {
      configuration.set(path.text, value)
      return Coordinate(path: path.text, value: value, text: value.canonical(as: catalog.options[option].type))
    }
    guard let changed = resolve(value, as: target, configuration) else { return nil }
    configuration.set(changed.path, changed.value)
    let resolved = configuration.value(path.text) ?? value
    return Coordinate(path: path.text, value: resolved, text: ValuePrinter.inline(resolved))
  }

  /// Nothing held may differ between two cells, neither by an axis nor by a default that depends on one.
  private mutating func checkHeld(_ draft: Draft, _ cells: [Cell]) {
    guard let first = cells.first, !draft.held.isEmpty else { return }
    for held in draft.held {
      let options = catalog.options.filter {
        Catalog.path($0.path, isUnder: held.text) || $0.path == held.option(catalog)
      }
      for option in options {
        let standard = first.configuration.canonical(option.path)
        guard let other = cells.first(where: { $0.configuration.canonical(option.path) != standard }) else { continue }
        let axis = draft.axes.flatMap(\.paths).first { Catalog.path($0.text, isUnder: option.path) }
        let cause = axis.map { Diagnostic.Note(.note, "it is varied here", at: $0.place) }
        complain(
          .confound(
            option.path, (first.label, standard), (other.label, other.configuration.canonical(option.path)), held.place,
            cause: cause
              ?? .init(.note, "its default depends on `\(option.exceptions.first?.option ?? "another option")`")))
      }
    }
  }
}

extension Name {
  /// The option that a held parameter belongs to.
  fileprivate func option(_ catalog: Catalog) -> String? {
    guard case .parameter(let index, _)? = catalog.nameTable.target(text) else { return nil }
    return catalog.options[index].path
  }
}
