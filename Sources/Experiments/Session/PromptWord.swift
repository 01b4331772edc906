import Foundation
import Language

/// What may be said at the prompt and in a notebook cell alone, beside statements of the language.
public enum PromptWord: Equatable, Sendable {
  /// `?name`, or `name?`.
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

  public init?(_ text: String) {
    let line = text.trimmingCharacters(in: .whitespacesAndNewlines)
    if line.hasPrefix("?") {
      self = .help(line.dropFirst().trimmingCharacters(in: .whitespaces))
    } else if line.hasSuffix("?"), !line.contains(where: \.isWhitespace), !line.hasPrefix(";") {
      self = .help(String(line.dropLast()))
    } else if line.hasPrefix(";") {
      self = .shell(line.dropFirst().trimmingCharacters(in: .whitespaces))
    } else if let word = Self.plain[line] {
      self = word
    } else if line == "save" || line.hasPrefix("save "), !line.contains("=") {
      self = .save(line.dropFirst(4).trimmingCharacters(in: CharacterSet(charactersIn: " \"")))
    } else {
      return nil
    }
  }

  /// A text whose commands say `_` or `ans` as a name, with the name that they mean; nil where there is no such name.
  package static func replacingLast(in text: String, by name: String?, _ catalog: Catalog) -> String? {
    let source = SourceText(name: "<prompt>", text: text)
    let pieces = catalog.highlights(of: source)
    guard let first = pieces.first, catalog.command(source.text(first.range)) != nil else { return text }
    var result = ""
    var end = 0
    for piece in pieces where plain[source.text(piece.range)] == .last {
      guard let name else { return nil }
      result += source.text(end..<piece.range.lowerBound) + name
      end = piece.range.upperBound
    }
    return result + source.text(end..<source.bytes.count)
  }

  /// The words that begin as the line does.
  public static func names(from line: String, to offset: Int) -> [String] {
    let typed = String(decoding: line.utf8.prefix(offset), as: UTF8.self)
    return (plain.keys.filter { $0 != "_" } + ["save"]).filter { $0.hasPrefix(typed) }.sorted()
  }
}
