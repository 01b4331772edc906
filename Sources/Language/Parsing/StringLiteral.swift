/// The text inside quotes, and back.
enum StringLiteral {
  private static let escapes: [(letter: Unicode.Scalar, meaning: Unicode.Scalar)] = [
    ("n", "\n"), ("t", "\t"), ("r", "\r"), ("0", "\0"), ("\"", "\""), ("\\", "\\"),
  ]

  /// Reads the body of a literal; an escape that means nothing is given to `complain` with its offset.
  static func decoded(_ body: String, complain: (_ escape: String, _ offset: Int) -> Void) -> String {
    guard body.utf8.contains(UInt8(ascii: "\\")) else { return body }
    var result = String.UnicodeScalarView()
    var rest = body.unicodeScalars[...]
    while let scalar = rest.popFirst() {
      guard scalar == "\\" else {
        result.append(scalar)
        continue
      }
      guard let letter = rest.popFirst() else { break }
      if let escape = escapes.first(where: { $0.letter == letter }) {
        result.append(escape.meaning)
      } else {
        complain("\\\(letter)", body.utf8.distance(from: body.startIndex, to: rest.startIndex) - 1 - UTF8.width(letter))
        result.append(letter)
      }
    }
    return String(result)
  }

  /// Writes a text as a literal on one line.
  static func encoded(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      if let escape = escapes.first(where: { $0.meaning == scalar }) {
        result.unicodeScalars.append("\\")
        result.unicodeScalars.append(escape.letter)
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}

extension UTF8 {
  fileprivate static func width(_ scalar: Unicode.Scalar) -> Int { UTF8.encode(scalar)?.count ?? 1 }
}
