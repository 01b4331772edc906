import JSON

extension Plan {
  /// The resolved recipe as JSON: every step with its options, inputs and cells, in order; keys are stable.
  ///
  /// - Parameter estimate: what a step that is to do will cost.
  public func json(
    cached: Set<StepIdentity> = [], estimate: (Step) -> StepEstimate? = { _ in nil }
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
    return JSONValue.object([("steps", .array(list))]).indentedText + "\n"
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
