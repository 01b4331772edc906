import Console
import Foundation

/// A command of `meit`, as data.
package struct CommandSpec: Sendable {
  package let name: String
  /// What stands behind the name: `FILE [NAME ...]`.
  package let operands: String
  package let summary: String
  /// More than the summary, with examples; may be empty.
  package let details: String
  package let options: [OptionSpec]
  /// How many operands it takes.
  package let count: ClosedRange<Int>
  let execute: @Sendable (Invocation) throws -> ExitStatus

  init(
    _ name: String, _ operands: String, _ summary: String, details: String = "", options: [OptionSpec] = [],
    count: ClosedRange<Int> = 0...0, execute: @escaping @Sendable (Invocation) throws -> ExitStatus
  ) {
    self.name = name
    self.operands = operands
    self.summary = summary
    self.details = details
    self.options = options + [.help]
    self.count = count
    self.execute = execute
  }

  package var usage: String {
    ["meit", name, options.count > 1 ? "[OPTIONS]" : "", operands].filter { !$0.isEmpty }.joined(separator: " ")
  }

  /// The page of `meit help NAME`.
  package var help: String {
    let width = options.map(\.usage.count).max() ?? 0
    let lines = options.map { option in
      "  " + option.usage.padding(toLength: width, withPad: " ", startingAt: 0) + "  " + option.summary
    }
    return ["usage: \(usage)\n\n\(summary)", details, "Options:\n" + lines.joined(separator: "\n")]
      .filter { !$0.isEmpty }.joined(separator: "\n\n")
  }
}
