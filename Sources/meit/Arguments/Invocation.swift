import Console
import Language

/// A command with its options and operands, read from the words of the command line.
package struct Invocation: Sendable {
  package let command: CommandSpec
  package private(set) var operands: [String] = []
  /// Values by option name, in the order given; switches have an empty one.
  package private(set) var values: [String: [String]] = [:]
  /// All words, written down with runs.
  package let words: [String]

  /// - Throws: `UsageError` for what the command does not know, with the nearest name.
  package init(_ command: CommandSpec, words: [String]) throws {
    self.command = command
    self.words = [command.name] + words
    var rest = words[...]
    while let word = rest.popFirst() {
      if word == "--" {
        operands += rest
        break
      }
      if word.hasPrefix("-"), word.count > 1 { try take(word, &rest) } else { operands.append(word) }
    }
    guard !has(.help) else { return }
    try checkCount()
  }

  package func has(_ option: OptionSpec) -> Bool { values[option.name] != nil }

  /// The last value of an option.
  package func value(_ option: OptionSpec) -> String? { values[option.name]?.last }

  /// The whole number that an option was given.
  /// - Throws: `UsageError` for anything else.
  package func integer(_ option: OptionSpec) throws -> Int? {
    guard let text = value(option) else { return nil }
    guard let number = Int(text), number >= 0 else {
      throw UsageError("--\(option.name) takes a whole number, not `\(text)`", command: command.name)
    }
    return number
  }

  private mutating func take(_ word: String, _ rest: inout ArraySlice<String>) throws {
    let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    let option = try option(named: parts[0])
    guard option.value != nil else {
      guard parts.count == 1 else { throw UsageError("--\(option.name) takes no value", command: command.name) }
      return values[option.name, default: []].append("")
    }
    guard let value = parts.count > 1 ? parts[1] : rest.popFirst() else {
      throw UsageError("--\(option.name) needs a value: \(option.usage)", command: command.name)
    }
    values[option.name, default: []].append(value)
  }

  private func option(named word: String) throws -> OptionSpec {
    let isLong = word.hasPrefix("--")
    let name = String(word.drop { $0 == "-" })
    if let found = command.options.first(where: { isLong ? $0.name == name : $0.short.map(String.init) == name }) {
      return found
    }
    let near = suggestion(nearestName(to: name, among: command.options.map(\.name)).map { "--\($0)" })
    guard !command.name.isEmpty else { throw UsageError("there is no option `\(word)`\(near)") }
    throw UsageError("`\(command.name)` has no option `\(word)`\(near)", command: command.name)
  }

  private func checkCount() throws {
    guard !command.count.contains(operands.count) else { return }
    let found = operands.isEmpty ? "got nothing" : "got \(operands.joined(separator: " "))"
    throw UsageError("usage: \(command.usage)\n\(found)", command: command.name)
  }
}
