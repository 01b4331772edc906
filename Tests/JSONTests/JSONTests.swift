import JSON
import Testing

@Suite struct JSONTests {
  private static let value: JSONValue = [
    "text": "a \"b\" \\ \n\t\r \u{1} é 😀 \u{7F}", "list": [1, -2.5, 1e300, true, nil, [], [:]],
    "object": ["b": 1, "a": 2],
  ]

  @Test func whatIsWrittenReadsBack() throws {
    #expect(try JSONParser.parse(Array(Self.value.text.utf8)) == Self.value)
    #expect(try JSONParser.parse(Array(Self.value.indentedText.utf8)) == Self.value)
    #expect(!Self.value.text.contains("\n"))
  }

  @Test func numbersAreShort() {
    #expect(JSONValue.array([3, 0.1, -0.0, .number(.nan)]).text == "[3,0.1,0,null]")
  }

  @Test func membersKeepTheirOrder() throws {
    let members = try #require(try JSONParser.parse(Array(#"{"z": 1, "a": 2}"#.utf8)).members)
    #expect(members.map(\.key) == ["z", "a"])
  }

  @Test(arguments: [
    ("", 1, 1), ("{\n  \"a\" 1}", 2, 7), ("[1, 2", 1, 6), ("\"a", 1, 3), ("nul", 1, 1), ("1 2", 1, 3),
    ("[1e999]", 1, 2), ("01", 1, 1), ("+1", 1, 1), (".5", 1, 1), ("[1.]", 1, 2), ("1e", 1, 1), ("-", 1, 1),
    ("\"a\nb\"", 1, 3), ("\"\\n\tb\"", 1, 4), (#""\u+123""#, 1, 3),
  ])
  func whatIsNoJSONIsPlaced(text: String, line: Int, column: Int) {
    do {
      _ = try JSONParser.parse(Array(text.utf8))
      Issue.record("`\(text)` is no JSON")
    } catch let error as JSONError {
      #expect((error.line, error.column) == (line, column))
    } catch { Issue.record("\(error)") }
  }

  @Test func numbersAndEscapesAreThoseOfTheStandard() throws {
    let numbers = try JSONParser.parse(Array("[0, -0.5, 10, 1E+2, 1e-2, 12345678901]".utf8))
    #expect(numbers == [0, -0.5, 10, 100, 0.01, 12_345_678_901])
    #expect(try JSONParser.parse(Array(#""\uD83D\uDE00 \uD83D\u0041""#.utf8)) == "😀 \u{FFFD}A")
  }

  @Test func nestingHasAnEnd() {
    let deep = [UInt8](repeating: UInt8(ascii: "["), count: 100_000)
    #expect(throws: JSONError.self) { try JSONParser.parse(deep) }
  }
}
