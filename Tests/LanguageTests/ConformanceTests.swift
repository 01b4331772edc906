import Foundation
import Language
import TestSupport
import Testing

/// Every file of `Conformance` shows one behaviour; `# expect error[E012]` stands on the line that is complained about.
@Suite struct ConformanceTests {
  private struct Complaint: Hashable, Comparable, CustomStringConvertible {
    let line: Int
    let code: String
    var description: String { "line \(line): \(code)" }
    static func < (left: Self, right: Self) -> Bool { (left.line, left.code) < (right.line, right.code) }
  }

  static let folder = TestFiles.package.appending(path: "Tests/LanguageTests/Conformance")
  static let files = ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? [])
    .filter { $0.hasSuffix(".meit") }.sorted()

  @Test func thereAreManyBehaviours() {
    #expect(Self.files.count >= 60)
  }

  @Test(arguments: files) func complainsWhereExpected(file: String) throws {
    let source = try Self.load(file, "")
    let result = check(source, catalog: smallCatalog, loader: Self.load)
    let found = result.diagnostics.filter { $0.place.source?.name == file }.map { diagnostic in
      Complaint(
        line: source.lineNumber(at: diagnostic.place.range?.lowerBound ?? 0),
        code: "\(diagnostic.severity.rawValue)[\(diagnostic.code.rawValue)]")
    }
    #expect(found.sorted() == Self.expected(source), "\(result.diagnostics.rendered())")
  }

  @Test func aCircleOfUsesIsComplainedAboutWhereItCloses() throws {
    let source = try Self.load("files-cannot-use-each-other-in-a-circle.meit", "")
    let result = check(source, catalog: smallCatalog, loader: Self.load)
    #expect(
      result.diagnostics.map(\.description) == [
        #"used/circle.meit:1:1: error[E019]: "used/circle.meit" uses itself in a circle"#
      ])
  }

  private static func load(_ path: String, _ user: String) throws -> SourceText {
    SourceText(name: path, bytes: Array(try Data(contentsOf: folder.appending(path: path))))
  }

  private static func expected(_ source: SourceText) -> [Complaint] {
    let lines = source.text(0..<source.bytes.count).split(separator: "\n", omittingEmptySubsequences: false)
    return lines.enumerated().flatMap { index, line in
      line.matches(of: /expect ((?:error|warning)\[[EW]\d+\])/).map { Complaint(line: index + 1, code: String($0.1)) }
    }.sorted()
  }
}
