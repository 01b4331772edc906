import JSON
import Language

// Places as the protocol counts them: lines from 0, and UTF-16 units from the start of the line.
extension SourceText {
  /// The position of a byte offset.
  func position(at offset: Int) -> JSONValue {
    let line = lineNumber(at: offset)
    let start = lineRange(line).lowerBound
    let units = text(start..<max(start, offset)).utf16.count
    return ["line": .number(Double(line - 1)), "character": .number(Double(units))]
  }

  func range(_ bytes: Range<Int>) -> JSONValue {
    ["start": position(at: bytes.lowerBound), "end": position(at: bytes.upperBound)]
  }

  /// The byte offset of a position; one behind the end of its line or of the text means that end.
  func offset(at position: JSONValue?) -> Int? {
    guard let line = position?["line"]?.integer, let character = position?["character"]?.integer, line >= 0,
      character >= 0, line < Int(Int32.max)
    else { return nil }
    let range = lineRange(line + 1)
    let units = Array(text(range).utf16.prefix(character))
    // A position inside a pair of surrogates means the start of its character.
    let whole = units.last.map(UTF16.isLeadSurrogate) == true ? units.dropLast() : units[...]
    return min(range.upperBound, range.lowerBound + String(decoding: whole, as: UTF16.self).utf8.count)
  }

  var end: Int { bytes.count }
}
