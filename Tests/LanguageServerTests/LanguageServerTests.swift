import Foundation
import JSON
import LanguageServer
import Testing

/// What an editor sends and what it gets, message by message.
@Suite struct LanguageServerTests {
  private let uri = "file:///recipes/fusion.meit"

  /// A server that was greeted.
  private func server() -> LanguageServer {
    let server = LanguageServer()
    let answers = send(server, ["jsonrpc": "2.0", "id": 0, "method": "initialize", "params": ["capabilities": [:]]])
    #expect(answers.first?["result"]?["capabilities"]?["positionEncoding"] == "utf-16")
    #expect(send(server, ["jsonrpc": "2.0", "method": "initialized", "params": [:]]).isEmpty)
    return server
  }

  private func send(_ server: LanguageServer, _ message: JSONValue) -> [JSONValue] {
    server.answers(to: Data(message.text.utf8))
  }

  private func open(_ server: LanguageServer, _ text: String) -> [JSONValue] {
    let document: JSONValue = ["uri": .string(uri), "languageId": "meit", "version": 1, "text": .string(text)]
    return diagnostics(
      send(server, ["jsonrpc": "2.0", "method": "textDocument/didOpen", "params": ["textDocument": document]]))
  }

  private func diagnostics(_ answers: [JSONValue]) -> [JSONValue] {
    answers.first?["params"]?["diagnostics"]?.array ?? []
  }

  private func ask(_ server: LanguageServer, _ method: String, line: Int, character: Int) -> JSONValue? {
    let place: JSONValue = ["line": .number(Double(line)), "character": .number(Double(character))]
    let answers = send(
      server,
      [
        "jsonrpc": "2.0", "id": 7, "method": .string("textDocument/\(method)"),
        "params": [
          "textDocument": ["uri": .string(uri)], "position": place, "range": ["start": place, "end": place],
          "context": ["diagnostics": []],
        ],
      ])
    return answers.first?["result"]
  }

  private func range(_ line: Int, _ start: Int, _ end: Int) -> JSONValue {
    [
      "start": ["line": .number(Double(line)), "character": .number(Double(start))],
      "end": ["line": .number(Double(line)), "character": .number(Double(end))],
    ]
  }

  @Test func complaintsComeAsOneTypes() throws {
    let server = server()
    let found = open(server, "model.fusion = flamigo\nseed = 1\n")
    #expect(found.count == 1)
    #expect(found.first?["code"] == "E012")
    #expect(found.first?["range"] == range(0, 15, 22))
    let change: JSONValue = ["range": range(0, 15, 22), "text": "flamingo"]
    let mended = send(
      server,
      [
        "jsonrpc": "2.0", "method": "textDocument/didChange",
        "params": ["textDocument": ["uri": .string(uri), "version": 2], "contentChanges": [change]],
      ])
    #expect(diagnostics(mended).isEmpty)
    #expect(mended.first?["params"]?["version"] == 2)
  }

  @Test func positionsAreCountedInUTF16() {
    let server = server()
    // Each of these counts one character and two units.
    let found = open(server, "model.llm = checkpoint(path = \"🫀🫀\"); seed = nonsense")
    #expect(found.first?["range"] == range(0, 46, 54))
    #expect(ask(server, "hover", line: 0, character: 40)?["range"] == range(0, 39, 43))
  }

  @Test func theNearestNameIsAQuickFix() {
    let server = server()
    _ = open(server, "model.fusion = flamigo")
    let action = ask(server, "codeAction", line: 0, character: 17)?.array?.first
    #expect(action?["edit"]?["changes"]?[uri]?.array?.first == ["range": range(0, 15, 22), "newText": "flamingo"])
  }

  @Test func completionReplacesWhatWasTyped() {
    let server = server()
    _ = open(server, "experiment a {\n  model { fus")
    let items = ask(server, "completion", line: 1, character: 13)?["items"]?.array ?? []
    #expect(items.compactMap { $0["label"]?.string } == ["fusion"])
    #expect(items.first?["textEdit"]?["range"] == range(1, 10, 13))
  }

  @Test func hoverTellsWhatTheCatalogKnows() {
    let server = server()
    _ = open(server, "train {\n  lr = 1e-4\n}\nmodel.fusion = llava(tokens = 4)\n")
    #expect(ask(server, "hover", line: 1, character: 3)?["contents"]?["value"]?.string?.contains("train.lr: ") == true)
    #expect(
      ask(server, "hover", line: 3, character: 16)?["contents"]?["value"]?.string?.contains("llava: a fusion") == true)
    #expect(ask(server, "hover", line: 3, character: 23)?["contents"]?["value"]?.string?.contains("tokens: ") == true)
    #expect(ask(server, "hover", line: 1, character: 8) == .null)
  }

  @Test func namesLeadToTheirDeclarations() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "lsp-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let used = folder.appending(path: "base.meit")
    try Data("# a base\nexperiment base {}\n".utf8).write(to: used)
    let server = server()
    let text = "use \"\(used.path)\"\nlet sizes = [1, 2]\nsweep s from base { vary seed in sizes }\ntable t of s {}\n"
    _ = open(server, text)
    #expect(ask(server, "definition", line: 0, character: 8)?["uri"]?.string == used.absoluteString)
    let base = ask(server, "definition", line: 2, character: 14)
    #expect(base?["uri"]?.string == used.absoluteString)
    #expect(base?["range"] == range(1, 11, 15))
    #expect(ask(server, "definition", line: 2, character: 34)?["range"] == range(1, 4, 9))
    #expect(ask(server, "definition", line: 3, character: 11)?["range"] == range(2, 6, 7))
    #expect(ask(server, "definition", line: 2, character: 27) == .null)
  }

  @Test func formattingGivesTheOneLayout() {
    let server = server()
    _ = open(server, "train{lr=1e-4}")
    let edit = ask(server, "formatting", line: 0, character: 0)?.array?.first
    #expect(edit?["range"] == range(0, 0, 14))
    #expect(edit?["newText"]?.string == "train {\n  lr = 1e-4\n}\n")
    _ = open(server, "train {\n")
    #expect(ask(server, "formatting", line: 0, character: 0) == .null)
  }

  @Test func declarationsMakeTheOutline() {
    let server = server()
    _ = open(server, "experiment a {\n  seed = 1\n}\nsweep s from a { vary seed in 1..2 }\n")
    let symbols = ask(server, "documentSymbol", line: 0, character: 0)?.array ?? []
    #expect(symbols.compactMap { $0["name"]?.string } == ["a", "s"])
    #expect(symbols.first?["selectionRange"] == range(0, 11, 12))
  }

  @Test func aMistakeInAUsedRecipeStandsWhereItIsUsed() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "lsp-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let used = folder.appending(path: "wrong.meit")
    try Data("experiment base { seed = x }\n".utf8).write(to: used)
    let found = open(server(), "seed = 1\nuse \"\(used.path)\"\n")
    #expect(found.count == 1)
    #expect(found.first?["range"]?["start"]?["line"] == 1)
    #expect(found.first?["message"]?.string?.hasPrefix("\(used.path):1:26: ") == true)
  }
}
