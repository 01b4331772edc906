/// A recipe in the one layout of the printer, with its comments.
///
/// - Throws: `Diagnostics` when the text cannot be read; nothing of a broken text is thrown away.
public func formatted(_ source: SourceText) throws -> String {
  let parsed = parse(source)
  guard !parsed.diagnostics.hasErrors else { throw Diagnostics(parsed.diagnostics) }
  return Printer.print(parsed.statements)
}
