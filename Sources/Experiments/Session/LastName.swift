import Language

/// What `_` and `ans` stand for where a command takes a name: what a command acted on last.
public struct LastName {
  private var name: String?

  public init() {}

  /// A text with the name in the place of `_` or `ans`.
  /// - Throws: `DataError` when nothing was acted on, or it was forgotten since.
  public func put(into text: String, _ session: Session) throws -> String {
    let known = name.flatMap { session.runnableNames.contains($0) ? $0 : nil }
    guard let rewritten = PromptWord.replacingLast(in: text, by: known, session.catalog) else {
      throw DataError("`ans` is what a command acted on last, and there was none: run or show something first.")
    }
    return rewritten
  }

  /// Remembers the declaration that the last command of a text is about; the last one of all where it names none.
  public mutating func note(_ source: SourceText, _ session: Session) {
    let names = parse(source).statements.compactMap { statement -> [String]? in
      guard case .command(_, let arguments) = statement.kind else { return nil }
      return arguments.compactMap(\.value.head)
    }
    guard let last = names.last else { return }
    let declared = session.runnableNames
    let whole = last.isEmpty ? session.program.experiments.last { !$0.isImported }?.name : nil
    name = last.last(where: declared.contains) ?? whole ?? name
  }
}
