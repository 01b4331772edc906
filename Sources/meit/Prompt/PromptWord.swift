import Foundation

/// What may be said at the prompt alone, beside statements of the language.
package enum PromptWord: Equatable {
  /// `?name`.
  case help(String)
  /// `;command`.
  case shell(String)
  /// `_` or `ans`: what was shown last, again.
  case last
  /// The session as a recipe.
  case save(String)
  /// Reads the files again.
  case reload
  /// What was said so far.
  case recipe
  case clear
  case leave

  private static let plain: [String: PromptWord] = [
    "_": .last, "ans": .last, "reload": .reload, "recipe": .recipe, "clear": .clear, "exit": .leave, "quit": .leave,
    "help": .help(""),
  ]

  package init?(_ text: String) {
    let line = text.trimmingCharacters(in: .whitespacesAndNewlines)
    if line.hasPrefix("?") {
      self = .help(line.dropFirst().trimmingCharacters(in: .whitespaces))
    } else if line.hasPrefix(";") {
      self = .shell(line.dropFirst().trimmingCharacters(in: .whitespaces))
    } else if let word = Self.plain[line] {
      self = word
    } else if line.hasPrefix("save "), !line.contains("=") {
      self = .save(line.dropFirst(5).trimmingCharacters(in: CharacterSet(charactersIn: " \"")))
    } else {
      return nil
    }
  }

  /// The words that begin as the line does.
  static func names(from line: String, to offset: Int) -> [String] {
    let typed = String(decoding: line.utf8.prefix(offset), as: UTF8.self)
    return (plain.keys.filter { $0 != "_" } + ["save"]).filter { $0.hasPrefix(typed) }.sorted()
  }

  /// Candidates behind `?`, `;` and `save`; nil where the language is to be asked.
  package static func completion(of line: String, at offset: Int, topics: () -> [String]) -> LineCompletion? {
    let typed = String(decoding: line.utf8.prefix(offset), as: UTF8.self)
    if typed.hasPrefix("?") {
      let topic = typed.dropFirst()
      return LineCompletion(range: 1..<offset, candidates: topics().filter { $0.hasPrefix(topic) })
    }
    guard typed.hasPrefix(";") || typed.hasPrefix("save ") else { return nil }
    return LineCompletion(range: offset..<offset, candidates: [], wantsFile: true)
  }
}
