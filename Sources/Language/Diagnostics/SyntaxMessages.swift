// The sentences about form, in alphabetical order.
extension Diagnostic {
  static func badEscape(_ escape: String, _ place: Place) -> Diagnostic {
    Diagnostic(.badEscape, "`\(escape)` means nothing in a string", at: place, label: "use \\n, \\t, \\\" or \\\\")
  }

  static func badNumber(_ spelling: String, _ place: Place) -> Diagnostic {
    Diagnostic(.badNumber, "`\(spelling.prefix(40))` is too large for a number", at: place)
  }

  static func brokenEncoding(_ place: Place) -> Diagnostic {
    Diagnostic(.brokenText, "this byte is not UTF-8", at: place, label: "save the file as UTF-8")
  }

  static func missing(_ what: String, found: String, _ place: Place, notes: [Note] = []) -> Diagnostic {
    Diagnostic(.missing, "expected \(what), found \(found)", at: place, label: "\(what) goes here", notes: notes)
  }

  static func tooDeep(_ limit: Int, _ place: Place) -> Diagnostic {
    Diagnostic(.tooDeep, "nested more than \(limit) deep", at: place)
  }

  static func tooLarge(_ source: SourceText, limit: Int) -> Diagnostic {
    Diagnostic(
      .tooLarge, "the text has \(source.bytes.count) bytes; a recipe may have \(limit)", at: Place(source, 0..<0))
  }

  static func unclosed(_ bracket: String, _ place: Place) -> Diagnostic {
    Diagnostic(.unclosed, "`\(bracket)` is never closed", at: place, label: "opened here")
  }

  static func unexpectedByte(_ byte: UInt8, _ place: Place) -> Diagnostic {
    if byte == 0 { return Diagnostic(.brokenText, "the text holds NUL bytes", at: place, label: "not a text file?") }
    let shown = byte > 32 && byte < 127 ? "`\(Character(Unicode.Scalar(byte)))`" : "byte \(byte)"
    let help = byte == UInt8(ascii: "'") ? "strings take double quotes" : nil
    return Diagnostic(.unexpectedCharacter, "\(shown) means nothing here", at: place, label: help)
  }

  static func unknownDeclaration(_ written: String, _ place: Place) -> Diagnostic {
    let near = nearestName(to: written, among: Keyword.openers.map(\.rawValue))
    return Diagnostic(
      .unknownDeclaration, "no declaration is called `\(written)`", at: place,
      label: near.map(didYouMean),
      replacement: near, notes: [.init(.note, "there are experiment, sweep, table and figure")])
  }

  static func unknownUnit(_ written: String, _ place: Place) -> Diagnostic {
    let near =
      Unit.allCases.first { $0.symbol.lowercased() == written.lowercased() }?.symbol
      ?? nearestName(to: written, among: Unit.allCases.map(\.symbol))
    return Diagnostic(
      .unknownUnit, "unknown unit `\(written)`", at: place, label: near.map(didYouMean),
      replacement: near,
      notes: [.init(.note, "units are \(Unit.allCases.map(\.symbol).joined(separator: ", "))")])
  }

  static func unmatchedClose(_ bracket: String, _ place: Place) -> Diagnostic {
    Diagnostic(.unclosed, "`\(bracket)` closes nothing", at: place)
  }

  static func unterminatedString(_ place: Place) -> Diagnostic {
    Diagnostic(.unterminatedString, "the string has no closing quote", at: place, label: "a string ends on its line")
  }
}
