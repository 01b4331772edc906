/// Positions in a text as Jupyter counts them, in Unicode scalars, and as the language does, in bytes.
package struct CursorPosition {
  private let scalars: String.UnicodeScalarView

  package init(_ text: String) { scalars = text.unicodeScalars }

  /// The byte of a character; the end of the text when it is not said, or beyond.
  package func byte(ofCharacter count: Int?) -> Int {
    scalars.prefix(max(0, count ?? scalars.count)).reduce(0) { $0 + UTF8.width($1) }
  }

  package func character(ofByte byte: Int) -> Int {
    var (bytes, count) = (0, 0)
    for scalar in scalars where bytes < byte {
      bytes += UTF8.width(scalar)
      count += 1
    }
    return count
  }
}
