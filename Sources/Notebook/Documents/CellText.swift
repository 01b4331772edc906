/// A recipe's text as the cells of a notebook, and back.
///
/// A marker (see `MarkerLine`) begins a cell wherever it stands. What comes before the first, and what follows the
/// comment lines of a text cell, is a cell of recipe without a marker. Splitting a text and joining its cells gives the
/// same bytes; joining cells and splitting the text gives the same cells.
enum CellText {
  // MARK: Reading

  static func cells(_ text: String) -> [NotebookCell] {
    let pieces = pieces(Array(text.utf8))
    return pieces.enumerated().map { index, piece in
      let isLast = index == pieces.count - 1
      var cell = cell(piece, isLast: isLast)
      if usual(cell, isLast: isLast) != piece { cell.layout = String(decoding: piece, as: UTF8.self) }
      return cell
    }
  }

  /// The text cut before each marker, and where recipe begins after the comment lines of a text cell.
  private static func pieces(_ text: [UInt8]) -> [[UInt8]] {
    enum Place { case recipe, comments, afterComments }
    var pieces: [[UInt8]] = []
    var place = Place.recipe
    for line in linesWithEnds(text) {
      let bare = withoutEnd(line)
      if let marker = MarkerLine.read(bare) {
        pieces.append([])
        place = marker.kind == .code ? .recipe : .comments
      } else {
        let isBlank = MarkerLine.isBlank(bare)
        let endsText =
          place == .comments ? !isBlank && !MarkerLine.isComment(bare) : place == .afterComments && !isBlank
        if pieces.isEmpty || endsText {
          pieces.append([])
          place = .recipe
        } else if place == .comments, isBlank {
          place = .afterComments
        }
      }
      pieces[pieces.count - 1] += line
    }
    return pieces
  }

  private static func cell(_ piece: [UInt8], isLast: Bool) -> NotebookCell {
    let lines = linesWithEnds(piece)
    let marker = lines.first.flatMap { MarkerLine.read(withoutEnd($0)) }
    var body = Array(lines.dropFirst(marker == nil ? 0 : 1).joined())
    // The empty line before the next cell, and the end of the last line.
    if !isLast, body.last == newline { body.removeLast() }
    if body.last == newline { body.removeLast() }
    let kind = marker?.kind ?? .code
    let source: [[UInt8]]
    if kind == .code {
      source = split(body).map { MarkerLine.unescaped($0) }
    } else {
      source = body.isEmpty ? [] : split(body).prefix { MarkerLine.isComment($0) }.map { MarkerLine.uncommented($0) }
    }
    let joined = Array(source.joined(separator: [newline]))
    return NotebookCell(kind, title: marker?.title ?? "", source: String(decoding: joined, as: UTF8.self))
  }

  // MARK: Writing

  static func text(_ cells: [NotebookCell]) -> String {
    var text: [UInt8] = []
    for (index, cell) in cells.enumerated() {
      let isLast = index == cells.count - 1
      let layout = cell.layout.map { Array($0.utf8) }
      let isKept = layout.map { isStill(cell, $0, isLast: isLast, after: text, cells.prefix(index).last) } ?? false
      let piece = isKept ? layout ?? [] : usual(cell, isLast: isLast)
      if let last = text.last, last != newline { text.append(newline) }
      text += piece
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// Whether a cell says what it said when its layout was kept, and can still be told from the cell before.
  private static func isStill(
    _ cell: NotebookCell, _ layout: [UInt8], isLast: Bool, after text: [UInt8], _ former: NotebookCell?
  ) -> Bool {
    let first = linesWithEnds(layout).first.map(withoutEnd) ?? []
    guard pieces(layout).count == 1 else { return false }
    var read = self.cell(layout, isLast: isLast)
    read.layout = cell.layout
    guard read == cell else { return false }
    guard let former, MarkerLine.read(first) == nil else { return true }
    // Recipe without a marker goes on after text alone.
    let isApart = MarkerLine.isBlank(lastLine(text)) || !MarkerLine.isComment(first)
    return former.kind != .code && isApart && !MarkerLine.isBlank(first)
  }

  private static func usual(_ cell: NotebookCell, isLast: Bool) -> [UInt8] {
    let lines = cell.source.isEmpty ? [] : split(Array(cell.source.utf8))
    let body = lines.flatMap { (cell.kind == .code ? MarkerLine.escaped($0) : MarkerLine.commented($0)) + [newline] }
    return Array("\(MarkerLine.text(cell.kind, title: cell.title))\n".utf8) + body + (isLast ? [] : [newline])
  }

  // MARK: Lines

  private static let newline = UInt8(ascii: "\n")

  private static func split(_ text: [UInt8]) -> [ArraySlice<UInt8>] {
    text.split(separator: newline, omittingEmptySubsequences: false)
  }

  /// The lines with their ends; none of an empty text.
  private static func linesWithEnds(_ text: [UInt8]) -> [ArraySlice<UInt8>] {
    var lines: [ArraySlice<UInt8>] = []
    var rest = text[...]
    while !rest.isEmpty {
      let end = rest.firstIndex(of: newline).map { $0 + 1 } ?? rest.endIndex
      lines.append(rest[..<end])
      rest = rest[end...]
    }
    return lines
  }

  private static func lastLine(_ text: [UInt8]) -> ArraySlice<UInt8> {
    let ended = withoutEnd(text[...])
    return ended[(ended.lastIndex(of: newline).map { $0 + 1 } ?? ended.startIndex)...]
  }

  private static func withoutEnd(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    line.last == newline ? line.dropLast() : line
  }
}
