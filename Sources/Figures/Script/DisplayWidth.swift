extension String {
  /// How many terminal cells the text takes: 2 for East Asian wide characters and emoji, 0 for combining marks.
  var displayWidth: Int {
    reduce(0) { $0 + $1.displayWidth }
  }

  /// The text cut to `width` cells, with an ellipsis where something was cut off.
  func truncated(to width: Int) -> String {
    guard displayWidth > width else { return self }
    var kept = ""
    var used = 0
    for character in self where used + character.displayWidth <= width - 1 {
      kept.append(character)
      used += character.displayWidth
    }
    return width > 0 ? kept + "…" : ""
  }
}

extension Character {
  fileprivate var displayWidth: Int {
    guard let first = unicodeScalars.first else { return 0 }
    switch first.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format, .control: return 0
    default: break
    }
    if first.properties.isEmojiPresentation || unicodeScalars.contains("\u{FE0F}") { return 2 }
    return Self.wide.contains { $0.contains(first.value) } ? 2 : 1
  }

  /// The blocks that Unicode's EastAsianWidth.txt lists as wide or full-width.
  private static let wide: [ClosedRange<UInt32>] = [
    0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xA000...0xA4CF,
    0xA960...0xA97C, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6,
    0x20000...0x3FFFD,
  ]
}
