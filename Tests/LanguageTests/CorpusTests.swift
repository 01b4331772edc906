import Foundation
import Language
import TestSupport
import Testing

/// The inputs that `Scripts/fuzz` found to reach most of the front end, each taken through all of it.
@Suite struct CorpusTests {
  private static let folder = TestFiles.package.appending(path: "Tests/LanguageTests/Corpus")
  private static let inputs = ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).sorted()

  @Test func everyInputComesToAnEndAndKeepsTheLaws() throws {
    #expect(Self.inputs.count > 100)
    for name in Self.inputs {
      let source = SourceText(name: name, bytes: [UInt8](try Data(contentsOf: Self.folder.appending(path: name))))
      _ = check(source, catalog: smallCatalog).diagnostics.rendered()
      for offset in [0, source.bytes.count / 2, source.bytes.count] {
        _ = smallCatalog.completion(in: source, at: offset)
        _ = smallCatalog.mention(in: source, at: offset)
        _ = smallCatalog.definition(in: source, at: offset)
      }
      guard let once = try? formatted(source) else { continue }
      let again = parse(once)
      #expect(again.statements == parse(source).statements && Printer.print(again.statements) == once, "\(name)")
    }
  }
}
