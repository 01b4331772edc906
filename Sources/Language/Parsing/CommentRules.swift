extension Parser {
  /// The text of the current comment: without `#`, the blank after it, and blanks at the end.
  func comment() -> String {
    var bytes = source.bytes[current.range].dropFirst()
    while let last = bytes.last, last == UInt8(ascii: " ") || last == UInt8(ascii: "\t") || last == UInt8(ascii: "\r") {
      bytes.removeLast()
    }
    if bytes.first == UInt8(ascii: " ") { bytes.removeFirst() }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// A comment on its own line: a remark, or at the top level the start of a notebook cell.
  mutating func ownLineComment(isTop: Bool, blankBefore: Bool, into statements: inout [Statement]) {
    let start = current
    let text = comment()
    advance()
    let kind: Statement.Kind
    if isTop, text.hasPrefix(CellMarker.sign) {
      kind = .cell(cell(String(text.dropFirst(CellMarker.sign.count))))
    } else {
      kind = .comment(text)
    }
    statements.append(Statement(kind, place(from: start), blankBefore: blankBefore))
  }

  private mutating func cell(_ rest: String) -> CellMarker {
    let title = rest.trimmingBlanks()
    guard title.hasPrefix(CellMarker.markdownSign) else { return CellMarker(title: title) }
    let markdownTitle = title.dropFirst(CellMarker.markdownSign.count)
    return CellMarker(title: String(markdownTitle).trimmingBlanks(), markdown: cellText())
  }

  /// The comment lines right below a text cell's marker.
  private mutating func cellText() -> [String] {
    var lines: [String] = []
    while kind == .newline, following.kind == .comment {
      let mark = index
      advance()
      let line = comment()
      if line.hasPrefix(CellMarker.sign) {
        index = mark
        break
      }
      advance()
      lines.append(line)
    }
    return lines
  }

  /// Passes over line ends and comments between the elements of a list, and returns the comments.
  mutating func passLines() -> [String] {
    var comments: [String] = []
    while true {
      if kind == .comment { comments.append(comment()) } else if kind != .newline { return comments }
      advance()
    }
  }

  /// The comment behind an element, when one stands on its line.
  mutating func commentBehind() -> String? {
    guard kind == .comment else { return nil }
    defer { advance() }
    return comment()
  }
}

extension CellMarker {
  static let sign = "%%"
  static let markdownSign = "[markdown]"
}

extension String {
  func trimmingBlanks() -> String {
    var rest = self[...]
    while rest.first?.isWhitespace == true { rest.removeFirst() }
    while rest.last?.isWhitespace == true { rest.removeLast() }
    return String(rest)
  }
}
