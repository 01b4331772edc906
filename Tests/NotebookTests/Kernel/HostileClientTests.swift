import JSON
import Notebook
import Testing

/// Whatever comes over the sockets, the kernel goes on.
@Suite struct HostileClientTests {
  @Test func whatIsRefusedDoesNotEndTheKernel() throws {
    let client = try KernelClient()
    let cell = client.request("execute_request", ["code": "seed = 9"])
    var forged = client.frames(cell)
    forged[1] = [UInt8](repeating: UInt8(ascii: "0"), count: 64)
    client.send(forged, on: .shell)
    client.send([[0xFF], [], [1, 2, 3]], on: .control)
    client.send([Wire.delimiter, [], [], [], [], []], on: .input)
    client.send(cell)
    _ = try client.answer(to: cell)
    client.send(cell)
    let (reply, published) = try client.execute("seed")
    #expect(reply["execution_count"] == 2)
    #expect(published.last?.content["data"]?["text/plain"] == "seed = 9")
    #expect(client.refusals.count { $0.contains("its signature is not made") } == 2)
    #expect(client.refusals.contains { $0.contains("4 frames") })
    #expect(client.refusals.contains { $0.contains("came before") })
  }

  @Test func anUnknownRequestGetsAnAnswerAndOtherMessagesNone() throws {
    let client = try KernelClient()
    #expect(try client.ask("dance_request")["ename"] == "UnknownMessage")
    client.send(client.request("dance"))
    let widget = client.request("comm_open", ["comm_id": "w", "target_name": "jupyter.widget", "data": [:]])
    client.send(widget)
    #expect(client.receive(on: .publication) != nil)
    #expect(try client.ask("comm_info_request")["comms"] == [:])
    #expect(client.refusals.contains { $0.contains("does not know dance.") })
  }

  @Test func aCellOfAHundredMegabytesIsRefused() throws {
    let client = try KernelClient()
    let code = String(repeating: "x", count: 100 << 20)
    let (reply, published) = try client.execute(code)
    #expect(reply["evalue"]?.string == "The message has 100 MB; a cell may have 16 MB.")
    #expect(published.last?.header.type == "error")
    #expect(try client.execute("seed").reply["status"] == "ok")
  }

  private static let oddities: [(String, JSONValue)] = [
    ("complete_request", ["code": 7, "cursor_pos": -5]),
    ("complete_request", ["code": "é", "cursor_pos": 1e300]),
    ("inspect_request", ["cursor_pos": 3, "code": ["a"]]),
    ("history_request", ["hist_access_type": "range", "session": -9e15, "start": 1e300, "stop": -1]),
    ("history_request", ["hist_access_type": "search", "pattern": "*?*?*", "n": -1]),
    ("is_complete_request", [:]),
    ("execute_request", ["code": nil, "user_expressions": ["a": 1, "b": "seed"]]),
  ]

  @Test(arguments: oddities)
  func contentOfTheWrongKindDoesNoHarm(type: String, content: JSONValue) throws {
    let client = try KernelClient()
    #expect(try client.ask(type, content)["status"] != nil)
    #expect(try client.ask("kernel_info_request")["status"] == "ok")
  }
}
