/// Lines of a recipe that begin a notebook cell, as bytes of UTF-8 without the line's end.
///
/// `# %% title` begins a cell of recipe and `# %% [markdown] title` one of text; the blank behind `#` may be missing.
/// `# \%%` is a comment that says `%%`, and every further backslash stands for itself.
enum MarkerLine {
  typealias Bytes = ArraySlice<UInt8>

  private static let sign = Array("%%".utf8)
  private static let escape = UInt8(ascii: "\\")
  private static let blank = UInt8(ascii: " ")

  static func isComment(_ line: Bytes) -> Bool { line.first == UInt8(ascii: "#") }
  static func isBlank(_ line: Bytes) -> Bool {
    line.allSatisfy { [blank, UInt8(ascii: "\t"), UInt8(ascii: "\r")].contains($0) }
  }

  /// The kind and title of the cell that a line begins; nil for any other line.
  static func read(_ line: Bytes) -> (kind: NotebookCell.Kind, title: String)? {
    guard let start = escapeStart(line), line[start...].starts(with: sign) else { return nil }
    let title = trimmed(line[(start + sign.count)...])
    for kind in [NotebookCell.Kind.markdown, .raw] where title.starts(with: "[\(kind.rawValue)]".utf8) {
      return (kind, String(decoding: trimmed(title.dropFirst(kind.rawValue.utf8.count + 2)), as: UTF8.self))
    }
    return (.code, String(decoding: title, as: UTF8.self))
  }

  static func text(_ kind: NotebookCell.Kind, title: String) -> String {
    "# %%" + (kind == .code ? "" : " [\(kind.rawValue)]") + (title.isEmpty ? "" : " \(title)")
  }

  /// A line of recipe that says what this one does and begins no cell.
  static func escaped(_ line: Bytes) -> [UInt8] {
    guard let start = escapeStart(line) else { return Array(line) }
    return Array(line[..<start] + [escape] + line[start...])
  }

  static func unescaped(_ line: Bytes) -> [UInt8] {
    guard let start = escapeStart(line), line[start] == escape else { return Array(line) }
    return Array(line[..<start] + line[(start + 1)...])
  }

  /// A line of text as a comment.
  static func commented(_ line: Bytes) -> [UInt8] {
    line.isEmpty ? Array("#".utf8) : escaped(Array("# ".utf8) + line)
  }

  static func uncommented(_ line: Bytes) -> [UInt8] {
    let rest = unescaped(line).dropFirst()
    return Array(rest.first == blank ? rest.dropFirst() : rest)
  }

  private static func escaped(_ line: [UInt8]) -> [UInt8] { escaped(line[...]) }

  /// Where the backslashes before the sign of a comment begin, or the sign itself; nil where there is no sign.
  private static func escapeStart(_ line: Bytes) -> Int? {
    guard isComment(line) else { return nil }
    var start = line.startIndex + 1
    if start < line.endIndex, line[start] == blank { start += 1 }
    return line[start...].drop { $0 == escape }.starts(with: sign) ? start : nil
  }

  private static func trimmed(_ line: Bytes) -> Bytes {
    var rest = line
    while let first = rest.first, isBlank([first]) { rest.removeFirst() }
    while let last = rest.last, isBlank([last]) { rest.removeLast() }
    return rest
  }
}
