import JSON

extension Plan {
  /// The resolved recipe as JSON: every step with its options, inputs and cells, in order; keys are stable.
  ///
  /// - Parameters:
  ///   - estimate: what a step that is to do will cost on a machine that does nothing else.
  ///   - slowdown: by how much longer the work takes while other processes run as they do now.
  public func json(
    cached: Set<StepIdentity> = [], estimate: (Step) -> StepEstimate? = { _ in nil }, slowdown: Double = 1
  ) -> String {
    let list = steps.map { step in
      let expected = cached.contains(step.identity) ? nil : estimate(step)
      return JSONValue.object([
        ("identity", .string(step.identity.hex)), ("kind", .string(step.kind)),
        ("version", .number(Double(step.version))),
        ("cached", .bool(cached.contains(step.identity))),
        ("output", step.output.map(JSONValue.string) ?? .null),
        ("estimate", expected?.json ?? .null),
        ("options", .object(step.resolvedOptions.map { ($0.path, .string($0.value)) })),
        ("inputs", .array(step.inputs.map { .string($0.hex) })),
        (
          "cells",
          .array(
            step.uses.map { use in
              .object([
                ("experiment", .string(use.experiment)), ("cell", .number(Double(use.cell))),
                ("label", .string(use.label)),
              ])
            })
        ),
      ])
    }
    let rounded = (slowdown * 100).rounded() / 100
    return JSONValue.object([("slowdown", .number(rounded)), ("steps", .array(list))]).indentedText + "\n"
  }
}

extension Plan.Step {
  /// Every option that the result depends on, defaults written out.
  public var resolvedOptions: [Plan.OptionText] {
    if output != nil { return options }
    return configuration.catalog.options.compactMap { option in
      guard configuration.isExplicit(option.path) else { return nil }
      return Plan.OptionText(path: option.path, value: configuration[option.path].description)
    }
  }
}
