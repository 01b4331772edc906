extension Plan {
  /// The resolved recipe as JSON: every step with its options, inputs and cells, in order; keys are stable.
  public func json(cached: Set<StepIdentity> = []) -> String {
    let list = steps.map { step in
      JSON.object([
        ("identity", .string(step.identity.hex)), ("kind", .string(step.kind)),
        ("version", .number(Double(step.version))),
        ("cached", .boolean(cached.contains(step.identity))),
        ("output", step.output.map(JSON.string) ?? .null),
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
    return JSON.object([("steps", .array(list))]).text() + "\n"
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

/// JSON text (RFC 8259) with keys in the order given.
indirect enum JSON {
  case null
  case boolean(Bool)
  case number(Double)
  case string(String)
  case array([JSON])
  case object([(String, JSON)])

  func text(indent: String = "") -> String {
    let inner = indent + "  "
    switch self {
    case .null: return "null"
    case .boolean(let flag): return flag ? "true" : "false"
    case .number(let value): return value.isFinite ? Number.shortest(value) : "null"
    case .string(let text): return Self.quoted(text)
    case .array(let elements):
      guard !elements.isEmpty else { return "[]" }
      return "[\n\(elements.map { inner + $0.text(indent: inner) }.joined(separator: ",\n"))\n\(indent)]"
    case .object(let members):
      guard !members.isEmpty else { return "{}" }
      let lines = members.map { "\(inner)\(Self.quoted($0.0)): \($0.1.text(indent: inner))" }
      return "{\n\(lines.joined(separator: ",\n"))\n\(indent)}"
    }
  }

  private static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\t": result += "\\t"
      case "\r": result += "\\r"
      case let control where control.value < 32:
        let digits = String(control.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
