import Experiments
import Foundation
import Testing

struct CSVTests {
  private func table(_ text: String) throws -> CSV { try CSV(Data(text.utf8), file: "list.csv") }

  private func rows(_ table: CSV) -> [[String]] {
    (0..<table.count).map { table.fields(Array(table.columns.indices), ofRow: $0) }
  }

  @Test func quotedFieldsHoldCommasQuotesAndLineEnds() throws {
    let table = try table("a,b,c\n1,\"x, \"\"y\"\"\",3\n\"two\nlines\",,\"\"\n5\"\"6,\"\"\"\",\n")
    #expect(table.columns == ["a", "b", "c"])
    #expect(rows(table) == [["1", "x, \"y\"", "3"], ["two\nlines", "", ""], ["5\"\"6", "\"", ""]])
  }

  @Test func lineEndsByteOrderMarkAndBlankLinesDoNotCount() throws {
    let table = try table("\u{FEFF}a,b\r\n1,2\r\n\r\n\n\"3\",4")
    #expect(table.columns == ["a", "b"])
    #expect(rows(table) == [["1", "2"], ["3", "4"]])
  }

  @Test func fieldsAreReadByColumn() throws {
    let table = try table("a,b,c\n1,2,3\n4,\"5\",6\n")
    #expect(table.field(try table.column("c"), ofRow: 1) == "6")
    #expect(table.fields([0, 2], ofRow: 0) == ["1", "3"])
  }

  @Test(arguments: [
    ("", "list.csv is empty"), ("a,b\n1,\"2\n", "line 2: a quoted field does not end"),
    ("a,b\n\"1\n1\",2\n3\n", "line 4: 2 fields were expected as in the header, 1 found"),
  ]) func flawsAreNamedWithTheirLine(_ text: String, _ flaw: String) throws {
    let error = try #require(throws: DataError.self) { try table(text) }
    #expect(error.description.contains(flaw), "\(error)")
  }

  @Test func missingColumnNamesThoseThereAre() throws {
    let table = try table("a,b\n")
    let error = try #require(throws: DataError.self) { try table.column("c") }
    #expect(error.description == "list.csv has no column “c”; its columns are a, b.")
  }
}
