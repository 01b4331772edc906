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
  _ = smallCatalog.completion(in: source, at: count)
  _ = smallCatalog.completion(in: source, at: count / 2)
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
