import Language

/// The largest sweep that is planned; a few random bytes can ask for many thousand cells.
private let mostCells = 200

/// One input of libFuzzer: whatever the bytes, reading, checking, completing, formatting and planning come to an end, and
/// the laws between them hold.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let source = SourceText(name: "fuzz", bytes: Array(UnsafeBufferPointer(start: start, count: count)))
  let checked = check(source, catalog: smallCatalog)
  _ = checked.diagnostics.rendered()
  for offset in [0, count / 3, count / 2, count] {
    _ = smallCatalog.completion(in: source, at: offset)
    _ = smallCatalog.mention(in: source, at: offset)
    _ = smallCatalog.definition(in: source, at: offset)
    _ = smallCatalog.topic(in: source, at: offset)
  }
  checkHighlights(source)
  if checked.isRunnable, checked.program.experiments.reduce(0, { $0 + $1.cells.count }) <= mostCells {
    _ = Plan(checked.program).json()
  }
  checkFormatting(source)
  return 0
}

/// What was formatted says the same as before, and is left alone by the next formatting.
private func checkFormatting(_ source: SourceText) {
  guard let once = try? formatted(source) else { return }
  let again = parse(once)
  precondition(again.diagnostics.allSatisfy { $0.severity != .error }, "formatted text is not read:\n\(once)")
  precondition(again.statements == parse(source).statements, "formatting changed the recipe:\n\(once)")
  precondition(Printer.print(again.statements) == once, "formatting is not idempotent:\n\(once)")
}

/// The pieces of a text are in order and inside it.
private func checkHighlights(_ source: SourceText) {
  var end = 0
  for piece in smallCatalog.highlights(of: source) {
    precondition(piece.range.lowerBound >= end && piece.range.upperBound <= source.bytes.count, "a piece out of order")
    end = piece.range.upperBound
  }
}
