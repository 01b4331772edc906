/// Where something was said: in a text, or on a line of Swift.
///
/// Every place equals every other, so that two recipes are equal when they say the same.
public enum Place: Equatable, Sendable {
  /// Byte offsets into a text.
  case text(SourceText, start: Int32, end: Int32)
  /// A call of the recipe builder.
  case swift(file: String, line: Int)
  /// Said by nobody: a default, or an option of the command line.
  case nowhere

  public static func == (_: Place, _: Place) -> Bool { true }

  public init(_ source: SourceText, _ range: Range<Int>) {
    self = .text(source, start: Int32(clamping: range.lowerBound), end: Int32(clamping: range.upperBound))
  }

  /// The byte range, when the place is in a text.
  public var range: Range<Int>? {
    guard case .text(_, let start, let end) = self else { return nil }
    return Int(start)..<Int(max(start, end))
  }

  public var source: SourceText? {
    guard case .text(let source, _, _) = self else { return nil }
    return source
  }

  /// From the start of this place to the end of another one in the same text.
  func through(_ other: Place) -> Place {
    guard case .text(let source, let start, let end) = self, case .text(_, _, let last) = other else { return self }
    return .text(source, start: start, end: max(end, last))
  }

  /// Just after this place: where a missing thing should stand.
  var after: Place {
    guard case .text(let source, _, let end) = self else { return self }
    return .text(source, start: end, end: end)
  }

  /// What places are sorted by: the file, then the offset.
  var sortKey: (String, Int) {
    switch self {
    case .text(let source, let start, _): (source.name, Int(start))
    case .swift(let file, let line): (file, line)
    case .nowhere: ("", 0)
    }
  }
}

extension Place: CustomStringConvertible {
  /// `fusion.meit:5:32`, or `Recipes.swift:12`.
  public var description: String {
    switch self {
    case .text(let source, let start, _):
      "\(source.name):\(source.lineNumber(at: Int(start))):\(source.columnNumber(at: Int(start)))"
    case .swift(let file, let line): "\(file):\(line)"
    case .nowhere: "<options>"
    }
  }
}
