/// What could stand at a place of a recipe.
public struct Completion: Equatable, Sendable {
  public struct Candidate: Equatable, Sendable {
    public enum Kind: String, Sendable {
      case keyword, option, group, choice, parameter, value, metric, declaration, command, unit, topic
    }
    public let text: String
    public let kind: Kind
    /// One line saying what it is.
    public let summary: String
  }

  /// The bytes that a candidate replaces.
  public var range: Range<Int>
  public var candidates: [Candidate]
  /// Inside quotes only the caller can tell what there is: files.
  public var wantsFile = false
}

extension Catalog {
  /// What could stand at a place of a text that goes on where a recipe ends.
  ///
  /// - Parameter offset: a byte offset into `text`; the range of the result is in bytes of `text` as well.
  public func completion(of text: String, at offset: Int, after recipe: String) -> Completion {
    let before = recipe.isEmpty ? "" : recipe + "\n"
    let length = before.utf8.count
    var found = completion(in: SourceText(name: "<prompt>", text: before + text), at: length + offset)
    found.range = max(0, found.range.lowerBound - length)..<max(0, found.range.upperBound - length)
    return found
  }

  /// The candidates at a byte offset, those that start with what was typed, in the catalog's order.
  public func completion(in source: SourceText, at offset: Int) -> Completion {
    let head = SourceText(name: source.name, bytes: Array(source.bytes.prefix(max(0, offset))))
    var context = CompletionContext(head, catalog: self)
    context.read()
    let typed = head.text(context.fragment).lowercased()
    guard !context.isInString else { return Completion(range: context.fragment, candidates: [], wantsFile: true) }
    guard !context.isInComment else { return Completion(range: offset..<offset, candidates: []) }
    var seen: Set<String> = []
    let candidates = context.candidates().filter {
      $0.text.lowercased().hasPrefix(typed) && seen.insert($0.text).inserted
    }
    return Completion(range: context.fragment, candidates: candidates)
  }
}
