/// An option of the command line, as data.
package struct OptionSpec: Equatable, Sendable {
  /// Without the dashes: `exit-code`.
  package let name: String
  package let short: Character?
  /// What its value is called in the help; nil for a switch.
  package let value: String?
  package let summary: String

  package init(_ name: String, short: Character? = nil, value: String? = nil, _ summary: String) {
    self.name = name
    self.short = short
    self.value = value
    self.summary = summary
  }

  /// `-c, --command TEXT`.
  var usage: String {
    (short.map { "-\($0), " } ?? "") + "--\(name)" + (value.map { " \($0)" } ?? "")
  }
}

extension OptionSpec {
  static let help = OptionSpec("help", short: "h", "say what the command does")
  static let quiet = OptionSpec("quiet", short: "q", "say only what was asked for, and errors")
  static let json = OptionSpec("json", "results as JSON")
  static let runs = OptionSpec("runs", value: "FOLDER", "where results are kept; otherwise $MEIT_RUNS, or runs/")
  static let set = OptionSpec("set", short: "s", value: "'PATH = VALUE'", "override an option; may be repeated")
  static let base = OptionSpec(
    "base", value: "FOLDER", "where relative paths of the recipe start; otherwise in its own folder")
  static let scale = OptionSpec(
    "scale", value: "NAME", "smoke, small or paper, of a recipe that has scales; otherwise small")
  static let width = OptionSpec("width", value: "COLUMNS", "how wide tables are; otherwise as the terminal")
}
