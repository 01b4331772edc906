import JSON
import Notebook
import Testing

/// Cells over real sockets.
@Suite struct KernelTests {
  /// The smallest training that goes all the way.
  static func smallest(steps: Int = 2) -> String {
    """
    experiment small {
      model.llm = decoder(layers = 1, width = 16, heads = 2, vocabulary = 300)
      data.source = simulated(records = 20)
      data.rate = 100 Hz
      train.task = language-model
      train.steps = \(steps); train.batch = 4; train.accumulation = 1
    }
    """
  }

  private func types(_ messages: [Message]) -> [String] { messages.map(\.header.type) }

  @Test func itSaysWhatItIs() throws {
    let info = try KernelClient().ask("kernel_info_request", on: .control)
    #expect(info["protocol_version"] == "5.3")
    #expect(info["language_info"]?["file_extension"] == ".meit")
  }

  @Test func itsHeartBeats() throws {
    let client = try KernelClient()
    client.send([[], [1, 2, 3]], on: .heartbeat)
    #expect(client.frames(on: .heartbeat) == [[], [1, 2, 3]])
  }

  @Test func aCellRunsAndShowsItsResultsInEveryForm() throws {
    let client = try KernelClient()
    let (reply, published) = try client.execute(Self.smallest() + "\nrun")
    #expect(reply["status"] == "ok")
    #expect(reply["execution_count"] == 1)
    #expect(types(published).first == "execute_input")
    let shown = published.filter { $0.header.type == "display_data" }.compactMap { $0.content["data"] }
    // The progress, then the scores.
    #expect(shown.first?["text/plain"]?.string?.contains("small") == true)
    let table = try #require(shown.first { $0["text/latex"] != nil })
    #expect(table["text/html"]?.string?.contains("<table") == true)
    #expect(table["text/markdown"]?.string?.contains("| Experiment") == true)
    // The progress changes where it stands.
    let id = published.first { $0.header.type == "display_data" }?.content["transient"]?["display_id"]
    let last = published.last { $0.header.type == "update_display_data" }
    #expect(last?.content["transient"]?["display_id"] == id)
    #expect(last?.content["data"]?["text/plain"]?.string?.contains("✓ tune of small") == true)
    // Again, there is nothing to do and no progress to show.
    let again = try client.execute("run").published
    #expect(!types(again).contains("update_display_data"))
    #expect(again.contains { $0.content["data"]?["text/latex"] == table["text/latex"] })
  }

  @Test func anErrorShowsTheLineAndTheCaret() throws {
    let (reply, published) = try KernelClient().execute("model.fusion = flamigo")
    #expect(reply["status"] == "error")
    #expect(reply["ename"] == "E012")
    #expect(reply["evalue"] == "unknown fusion `flamigo`")
    let lines = reply["traceback"]?.array?.compactMap(\.string) ?? []
    #expect(lines.contains { $0.contains("<cell 1>:1:16") })
    #expect(lines.contains { $0.contains("^^^^^^^ did you mean `flamingo`?") && $0.contains("\u{1B}[") })
    #expect(types(published) == ["execute_input", "error"])
  }

  @Test func whatACellSaysHoldsInTheNext() throws {
    let client = try KernelClient()
    _ = try client.execute("seed = 4")
    let (reply, published) = try client.execute("seed")
    #expect(reply["execution_count"] == 2)
    #expect(published.last?.header.type == "execute_result")
    #expect(published.last?.content["data"]?["text/plain"] == "seed = 4")
    let completion = try client.ask("complete_request", ["code": "run scr", "cursor_pos": 7])
    #expect(completion["matches"] == [])
    _ = try client.execute(Self.smallest())
    let known = try client.ask("complete_request", ["code": "run sm", "cursor_pos": 6])
    #expect(known["matches"] == ["small"])
    #expect(known["cursor_start"] == 4)
  }

  @Test func whatAChangeMakesOutOfDateIsMarkedAndNotDoneAgain() throws {
    let client = try KernelClient()
    let first = try client.execute(Self.smallest() + "\nrun").published
    let table = try #require(first.first { $0.content["data"]?["text/latex"] != nil })
    let changed = try client.execute(Self.smallest(steps: 3)).published
    let notice = try #require(changed.first { $0.header.type == "stream" }?.content["text"]?.string)
    #expect(notice.hasPrefix("stale: `small` (train.steps: 2 -> 3); `run` does 1 step again"))
    let mark = try #require(changed.first { $0.header.type == "update_display_data" })
    #expect(mark.content["transient"]?["display_id"] == table.content["transient"]?["display_id"])
    #expect(mark.content["data"]?["text/html"]?.string?.contains("stale: train.steps: 2 -&gt; 3") == true)
    #expect(!types(changed).contains("display_data"))
    // As it was before, nothing is out of date.
    let back = try client.execute(Self.smallest()).published
    #expect(types(back) == ["execute_input"])
  }

  @Test func wordsOfThePromptWorkInCells() throws {
    let client = try KernelClient()
    let page = try client.execute("?seed").reply["payload"]?.array?.first
    #expect(page?["source"] == "page")
    let (reply, written) = try client.execute(";printf 'h\\303'; sleep 0.1; printf '\\251\\377'; echo no >&2; false")
    #expect(reply["evalue"] == "The shell's command ended with status 1.")
    let text = written.filter { $0.content["name"] == "stdout" }.compactMap { $0.content["text"]?.string }
    #expect(text.joined() == "hé\u{FFFD}")
    #expect(written.contains { $0.content["name"] == "stderr" && $0.content["text"] == "no\n" })
    _ = try client.execute("seed = 3")
    let said = try client.execute("recipe").published
    #expect(said.last?.content["text"] == "seed = 3\n")
    _ = try client.execute("explain seed")
    let again = try client.execute("_").published
    #expect(again.last?.content["text"]?.string?.hasPrefix("seed:") == true)
  }

  @Test func whatACommandActedOnHasAName() throws {
    let client = try KernelClient()
    #expect(try client.execute("show ans").reply["evalue"]?.string?.contains("there was none") == true)
    _ = try client.execute(Self.smallest() + "\nplan small")
    #expect(try client.execute("show ans").reply["evalue"] == "`small` is not finished; run it first.")
  }

  @Test func aPageShowsResultsAlone() throws {
    let client = try KernelClient(isForPage: true)
    let table = "table losses of small { rows = [model.fusion]; columns = [loss.train]; save = [\"losses.md\"] }"
    let published = try client.execute(Self.smallest() + "\n\(table)\nrun losses").published
    #expect(types(published) == ["execute_input", "display_data"])
    #expect(published.last?.content["data"]?["text/html"]?.string?.contains("<table") == true)
  }

  @Test func proseQuotesOptionsAndNumbersOfTables() throws {
    let client = try KernelClient()
    let table = "table losses of small { rows = [model.fusion]; columns = [loss.train] }"
    _ = try client.execute(Self.smallest() + "\n\(table)\nseed = 7\nrun losses")
    let names = ["seed", "\\LossesConcatTrainingLoss", "LossesConcatBLEUFour"]
    let quoted = try client.execute("", quoting: names).reply["user_expressions"]
    #expect(quoted?["seed"]?["data"]?["text/plain"] == "7")
    let loss = quoted?[names[1]]?["data"]?["text/plain"]?.string
    #expect(loss.flatMap { Double($0) }.map { $0 > 0 } == true)
    #expect(quoted?[names[2]]?["status"] == "error")
    #expect(quoted?[names[2]]?["evalue"]?.string?.contains("no number of a finished table") == true)
  }

  @Test func aSilentCellIsNotHeardOf() throws {
    let client = try KernelClient()
    let request = client.request("execute_request", ["code": "explain seed", "silent": true])
    client.send(request)
    #expect(try client.answer(to: request)["execution_count"] == 0)
    #expect(try client.published(about: request).isEmpty)
  }

  @Test func afterAFailureTheCellsThatWaitAreNotCarriedOut() throws {
    let client = try KernelClient()
    // The first gives the others time to be there.
    let requests = [";sleep 0.3; false", "seed = 1", "seed = 2"].map {
      client.request("execute_request", ["code": .string($0)])
    }
    for request in requests { client.send(request) }
    #expect(try requests.map { try client.answer(to: $0)["status"] } == ["error", "aborted", "aborted"])
  }
}
