/// A place on the page in mm from the lower left corner.
struct Frame: Equatable {
  var left: Double
  var bottom: Double
  var width: Double
  var height: Double

  var right: Double { left + width }
  var top: Double { bottom + height }
}

/// How large text is on the page, in mm: estimates that keep labels apart whatever the font.
struct TextMetrics: Equatable {
  /// Of a small letter.
  var characterWidth: Double
  var lineHeight: Double
  /// Whether letters differ in width.
  var isProportional = true

  /// 8 pt sans serif, as the house style sets it.
  static let page = TextMetrics(characterWidth: 1.66, lineHeight: 3.6)

  /// A terminal of so many characters that stands for a page of this size.
  static func cells(columns: Int, rows: Int, of size: Figure.Size) -> TextMetrics {
    TextMetrics(
      characterWidth: size.width / Double(columns), lineHeight: size.height / Double(rows), isProportional: false)
  }

  /// The width of a character in small letters; sans serif faces agree on these within a tenth.
  private static func relativeWidth(_ character: Character) -> Double {
    if "iljI.,:;'|!()[] -".contains(character) { return 0.6 }
    if "MWmw%@".contains(character) { return 1.5 }
    return character.isUppercase ? 1.2 : 1.05
  }

  func width(_ text: String) -> Double {
    guard isProportional else { return Double(text.displayWidth) * characterWidth }
    return text.map { Self.relativeWidth($0) * Double(String($0).displayWidth) }.reduce(0, +) * characterWidth
  }
}

/// What a script is written for: the page, a LaTeX document, or a terminal of so many characters.
enum Medium: Equatable {
  case page
  case latex
  case cells(columns: Int, rows: Int)

  var text: TextMode { self == .latex ? .latex : .plain }

  func metrics(for size: Figure.Size) -> TextMetrics {
    if case .cells(let columns, let rows) = self { return .cells(columns: columns, rows: rows, of: size) }
    return .page
  }
}
