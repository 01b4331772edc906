import Foundation
import JSON
import LanguageServer
import Testing

/// Nothing that a client sends ends the server; only `exit` does.
@Suite struct HostileMessageTests {
  private let greeting: JSONValue = ["jsonrpc": "2.0", "id": 1, "method": "initialize", "params": [:]]

  private func server(greeted: Bool = true) -> LanguageServer {
    let server = LanguageServer()
    if greeted { _ = server.answers(to: Data(greeting.text.utf8)) }
    return server
  }

  private func code(_ answers: [JSONValue]) -> Int? { answers.first?["error"]?["code"]?.integer }

  @Test(arguments: [
    ("{", -32700), ("", -32700), ("[]", -32600), ("3", -32600), ("{\"id\": 4}", -32600),
    ("{\"id\": 4, \"method\": 5}", -32600), ("{\"id\": 4, \"method\": \"no/such\"}", -32601),
    ("{\"id\": 4, \"method\": \"textDocument/hover\"}", -32602),
    ("{\"id\": \"a\", \"method\": \"textDocument/hover\", \"params\": {\"textDocument\": {\"uri\": \"x\"}}}", -32602),
    ("{\"id\": 4, \"method\": \"initialize\"}", -32601),
  ]) func whatIsNoMessageIsAnsweredWithTheReason(_ text: String, _ expected: Int) {
    let server = server()
    #expect(code(server.answers(to: Data(text.utf8))) == expected)
    #expect(!server.isEnded)
  }

  @Test func brokenNotificationsAreIgnored() {
    let server = server()
    for text in [
      "{\"method\": \"textDocument/didOpen\"}", "{\"method\": \"textDocument/didChange\", \"params\": []}",
      "{\"method\": \"textDocument/didClose\", \"params\": {\"textDocument\": {\"uri\": 3}}}", "{\"method\": \"$/x\"}",
      "{\"id\": 1, \"result\": null}",
    ] { #expect(server.answers(to: Data(text.utf8)).isEmpty) }
  }

  @Test func theOrderOfALifeIsKept() {
    let server = server(greeted: false)
    #expect(code(server.answers(to: Data("{\"id\": 1, \"method\": \"shutdown\"}".utf8))) == -32002)
    _ = server.answers(to: Data(greeting.text.utf8))
    #expect(server.answers(to: Data("{\"id\": 2, \"method\": \"shutdown\"}".utf8)).first?["result"] == .null)
    #expect(code(server.answers(to: Data("{\"id\": 3, \"method\": \"textDocument/hover\"}".utf8))) == -32600)
    #expect(server.answers(to: Data("{\"method\": \"exit\"}".utf8)).isEmpty)
    #expect(server.isEnded && server.endedWell)
  }

  @Test func placesOutsideTheTextMeanItsEnd() {
    let server = server()
    let document: JSONValue = ["uri": "file:///a.meit", "version": 1, "text": "see🫀"]
    let opening: JSONValue = ["method": "textDocument/didOpen", "params": ["textDocument": document]]
    _ = server.answers(to: Data(opening.text.utf8))
    for (line, character) in [(0, 99), (99, 0), (0, 4), (2_147_483_646, 5)] {
      let place: JSONValue = ["line": .number(Double(line)), "character": .number(Double(character))]
      let question: JSONValue = [
        "id": 5, "method": "textDocument/completion",
        "params": ["textDocument": ["uri": "file:///a.meit"], "position": place],
      ]
      #expect(server.answers(to: Data(question.text.utf8)).first?["result"]?["items"] != nil)
    }
    let negative: JSONValue = [
      "id": 6, "method": "textDocument/completion",
      "params": ["textDocument": ["uri": "file:///a.meit"], "position": ["line": -1, "character": 5]],
    ]
    #expect(code(server.answers(to: Data(negative.text.utf8))) == -32602)
  }

  @Test func aDamagedHeaderCostsItsMessageAlone() {
    var framing = MessageFraming()
    let good = MessageFraming.framed(Data("{}".utf8))
    framing.append(Data("Content-Length: x\r\n\r\n".utf8) + good)
    #expect(framing.next() == Data("{}".utf8))
    framing.append(Data("Content-Length: -5\r\n\r\nnoise ".utf8) + good)
    #expect(framing.next() == Data("{}".utf8))
    framing.append(Data("Content-Length: 99999999999999999999\r\n\r\n".utf8) + good)
    #expect(framing.next() == Data("{}".utf8))
    framing.append(Data(repeating: 0xFF, count: 100_000) + Data("\r\n\r\n".utf8) + good)
    #expect(framing.next() == Data("{}".utf8))
    #expect(framing.next() == nil)
  }

  @Test func messagesMayComeInAnyPieces() {
    let messages = ["{\"a\":1}", "{\"b\":\"é🫀\"}"].map { Data($0.utf8) }
    var framing = MessageFraming()
    var found: [Data] = []
    for byte in messages.map(MessageFraming.framed).reduce(Data(), +) {
      framing.append(Data([byte]))
      while let message = framing.next() { found.append(message) }
    }
    #expect(found == messages)
  }

  @Test func serveAnswersUntilTheStreamEnds() {
    var pieces = [
      MessageFraming.framed(Data(greeting.text.utf8)), Data("rubbish\r\n\r\n".utf8),
      MessageFraming.framed(Data("{".utf8)),
    ]
    var written = Data()
    let server = server(greeted: false)
    server.serve(read: { pieces.isEmpty ? Data() : pieces.removeFirst() }, write: { written += $0 })
    let text = String(decoding: written, as: UTF8.self)
    #expect(text.contains("\"capabilities\"") && text.contains("-32700"))
    #expect(!server.endedWell)
  }
}
