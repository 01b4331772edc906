import JSON
import Notebook
import Testing

/// What a kernel answers while it trains.
@Suite struct BusyKernelTests {
  /// A kernel with a training that takes until it is stopped, once that has begun.
  private func busy() throws -> (client: KernelClient, cell: Message) {
    let client = try KernelClient()
    let source = KernelTests.smallest(steps: 1_000_000) + "\nrun"
    let cell = client.request("execute_request", ["code": .string(source)])
    client.send(cell)
    while let message = client.receive(on: .publication), message.header.type != "display_data" {}
    return (client, cell)
  }

  @Test func itAnswersAndStopsOnRequest() throws {
    let (client, cell) = try busy()
    #expect(try client.ask("kernel_info_request", on: .control)["status"] == "ok")
    #expect(try client.ask("kernel_info_request")["status"] == "ok")
    #expect(try client.ask("complete_request", ["code": "model.fus", "cursor_pos": 9])["matches"] == ["model.fusion"])
    client.send([[7]], on: .heartbeat)
    #expect(client.frames(on: .heartbeat) == [[7]])
    #expect(try client.ask("interrupt_request", on: .control)["status"] == "ok")
    let reply = try client.answer(to: cell)
    #expect(reply["ename"] == "Stopped")
    #expect(reply["evalue"]?.string?.contains("run the cell again to go on") == true)
  }

  @Test func afterAnotherRequestItStillSaysThatItIsBusy() throws {
    let (client, cell) = try busy()
    let question = client.request("kernel_info_request")
    client.send(question)
    var states: [(parent: String?, state: JSONValue?)] = []
    while states.count < 3, let message = client.receive(on: .publication) {
      guard message.header.type == "status" else { continue }
      states.append((message.parent["msg_id"]?.string, message.content["execution_state"]))
    }
    #expect(states.map(\.parent) == [question.header.id, question.header.id, cell.header.id])
    #expect(states.map(\.state) == ["busy", "idle", "busy"])
    client.kernel.interrupt()
    _ = try client.answer(to: cell)
  }

  @Test func aNotebookThatIsOpenedAgainSeesHowFarItIs() throws {
    let (client, cell) = try busy()
    let later = client.request("execute_request", ["code": "seed = 1"], session: "another tab")
    client.send(later)
    var shown: JSONValue?
    while shown == nil, let message = client.receive(on: .publication) {
      if message.parent["msg_id"]?.string == later.header.id { shown = message.content }
    }
    #expect(shown?["data"]?["text/plain"]?.string?.contains("of small") == true)
    let id = shown?["transient"]?["display_id"]
    // The same place goes on changing with the work of the first.
    var update: Message?
    while update == nil, let message = client.receive(on: .publication) {
      if message.header.type == "update_display_data" { update = message }
    }
    #expect(update?.content["transient"]?["display_id"] == id)
    client.kernel.interrupt()
    #expect(try client.answer(to: cell)["ename"] == "Stopped")
    #expect(try client.answer(to: later)["status"] == "aborted")
  }

  @Test func aShellCommandIsEndedOnRequest() throws {
    let client = try KernelClient()
    let cell = client.request("execute_request", ["code": ";echo begun; sleep 100; echo never"])
    client.send(cell)
    while let message = client.receive(on: .publication), message.header.type != "stream" {}
    client.kernel.interrupt()
    #expect(try client.answer(to: cell)["ename"] == "Stopped")
  }

  @Test func itEndsAtASafePoint() throws {
    let (client, cell) = try busy()
    let reply = try client.ask("shutdown_request", ["restart": true], on: .control)
    #expect(reply == ["status": "ok", "restart": true])
    #expect(try client.answer(to: cell)["ename"] == "Stopped")
  }
}
