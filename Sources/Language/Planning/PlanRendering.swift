extension Plan {
  /// What was known of the same place before: the options that entered its identity then.
  public typealias Earlier = (_ step: Step) -> [OptionText]?

  /// One line for each step: `=` cached or `+` to do, and why.
  ///
  /// - Parameters:
  ///   - cached: the identities whose results are at hand.
  ///   - earlier: the options of the last run of the same place, where one is known.
  ///   - estimate: what a step that is to do will cost on a machine that does nothing else.
  ///   - slowdown: by how much longer the work takes while other processes run as they do now.
  public func rendered(
    cached: Set<StepIdentity> = [], earlier: Earlier = { _ in nil },
    estimate: (Step) -> StepEstimate? = { _ in nil }, slowdown: Double = 1, colour: Bool = false
  ) -> String {
    let paint = Paint(enabled: colour)
    let width = steps.map(\.kind.count).max() ?? 0
    var costs: [StepEstimate] = []
    let lines = steps.map { step -> String in
      let isCached = cached.contains(step.identity)
      let mark = isCached ? paint(.dim, "=") : paint(.green, "+")
      let kind = step.kind + String(repeating: " ", count: width - step.kind.count)
      var parts = ["\(mark) \(step.identity.short)  \(kind)  \(step.subject)"]
      if !isCached {
        if let reason = reason(for: step, cached: cached, earlier: earlier) { parts.append("(\(reason))") }
        if let cost = estimate(step) {
          parts.append(paint(.dim, cost.phrase))
          costs.append(cost)
        }
      }
      return parts.joined(separator: "  ")
    }
    let total = costs.isEmpty ? "" : ": \(StepEstimate.total(costs).phrase(slowdown: slowdown))"
    return (lines + [summary(cached: cached) + total]).joined(separator: "\n")
  }

  /// `3 steps: 2 cached, 1 to do`.
  public func summary(cached: Set<StepIdentity>) -> String {
    let done = steps.filter { cached.contains($0.identity) }.count
    return "\(steps.count) step\(steps.count == 1 ? "" : "s"): \(done) cached, \(steps.count - done) to do"
  }

  /// Why a step is to do: the options that changed since the last run of the same place, or the input that did.
  public func reason(for step: Step, cached: Set<StepIdentity>, earlier: Earlier) -> String? {
    if let before = earlier(step) {
      let changes = Self.changes(from: before, to: step, catalog: step.configuration.catalog)
      if !changes.isEmpty { return changes.joined(separator: "; ") }
    }
    let waiting = step.inputs.filter { !cached.contains($0) }.compactMap { self[$0]?.kind }
    var unique: [String] = []
    for kind in waiting where !unique.contains(kind) { unique.append(kind) }
    return unique.isEmpty ? nil : "after \(unique.joined(separator: ", "))"
  }

  private static func changes(from before: [OptionText], to step: Step, catalog: Catalog) -> [String] {
    let old = Dictionary(before.map { ($0.path, $0.value) }, uniquingKeysWith: { first, _ in first })
    let new = Dictionary(step.options.map { ($0.path, $0.value) }, uniquingKeysWith: { first, _ in first })
    let standard = Configuration(catalog: catalog)
    return Set(old.keys).union(new.keys).sorted().compactMap { path in
      guard old[path] != new[path] else { return nil }
      let from = old[path] ?? standard.canonical(path)
      let to = new[path] ?? standard.canonical(path)
      return "\(path): \(from) -> \(to)"
    }
  }
}

extension Plan.Step {
  /// Whom it is for: the output, or the first cell and how many more.
  public var subject: String {
    if let output { return output }
    guard let first = uses.first else { return "" }
    let more = uses.count > 1 ? " and \(uses.count - 1) more" : ""
    return (first.label.isEmpty ? first.experiment : "\(first.experiment) [\(first.label)]") + more
  }
}
