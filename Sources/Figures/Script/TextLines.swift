/// Text broken into lines.
enum TextLines {
  /// Lines of at most `width` cells, broken at blanks; a longer word is broken inside.
  static func wrapped(_ text: String, width: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    for word in text.split(separator: " ").flatMap({ pieces(of: $0, width: max(width, 1)) }) {
      if line.isEmpty {
        line = word
      } else if line.displayWidth + 1 + word.displayWidth <= width {
        line += " " + word
      } else {
        lines.append(line)
        line = word
      }
    }
    return line.isEmpty ? lines : lines + [line]
  }

  private static func pieces(of word: Substring, width: Int) -> [String] {
    var rest = String(word)
    var pieces: [String] = []
    while rest.displayWidth > width {
      var piece = ""
      for character in rest {
        let longer = piece + String(character)
        if !piece.isEmpty && longer.displayWidth > width { break }
        piece = longer
      }
      pieces.append(piece)
      rest.removeFirst(piece.count)
    }
    return rest.isEmpty ? pieces : pieces + [rest]
  }
}
