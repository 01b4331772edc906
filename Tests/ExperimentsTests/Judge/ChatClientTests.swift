import Experiments
import Foundation
import Testing

/// Against a real server on loopback that fails as servers of language models do.
struct ChatClientTests {
  private func client(
    _ server: LoopbackServer, attempts: Int = 3, timeout: Double = 5, perMinute: Int = 0
  ) throws -> ChatClient {
    let environment = ["MEIT_JUDGE_URL": server.url, "MEIT_JUDGE_KEY": "secret"]
    return ChatClient(
      try ChatEndpoint(environment: environment), model: "judge-1",
      patience: .init(attempts: attempts, firstWait: 0.01, longestWait: 0.1, timeout: timeout), perMinute: perMinute)
  }

  @Test func theQuestionIsAskedAsTheInterfaceWantsIt() throws {
    let server = try LoopbackServer { _ in .completion("good") }
    #expect(try client(server).answer("How is it?") == "good")
    let request = try #require(server.received.first)
    #expect(request.header.hasPrefix("POST /v1/chat/completions HTTP/1.1"))
    #expect(request.header.contains("Authorization: Bearer secret"))
    let body = try #require(try JSONSerialization.jsonObject(with: request.body) as? [String: Any])
    #expect(body["model"] as? String == "judge-1" && body["stream"] as? Bool == false)
    #expect((body["messages"] as? [[String: String]]) == [["role": "user", "content": "How is it?"]])
  }

  @Test(arguments: [429, 500, 503]) func aBusyServerIsAskedAgain(_ status: Int) throws {
    let server = try LoopbackServer { request in
      request.number < 3
        ? .init(status: status, headers: ["Retry-After: 0.01"], body: #"{"error": "busy"}"#) : .completion("good")
    }
    #expect(try client(server).answer("?") == "good")
    #expect(server.received.count == 3)
  }

  @Test func brokenJSONIsAskedForAgain() throws {
    let server = try LoopbackServer { request in
      request.number == 1 ? .init(body: #"{"choices": [{"mess"#) : .completion("good")
    }
    #expect(try client(server).answer("?") == "good")
  }

  @Test func aSilentServerIsAskedAgain() throws {
    let server = try LoopbackServer { request in
      var reply = LoopbackServer.Reply.completion("good")
      reply.delay = request.number == 1 ? 3 : 0
      return reply
    }
    #expect(try client(server, timeout: 1).answer("?") == "good")
  }

  @Test func answersInChunksAndInEventsAreRead() throws {
    let chunked = try LoopbackServer { _ in .completion("good, in many pieces", chunks: 7) }
    #expect(try client(chunked).answer("?") == "good, in many pieces")
    let streamed = try LoopbackServer { _ in
      let events = ["go", "od"].map { #"data: {"choices":[{"delta":{"content":"\#($0)"}}]}"# } + ["data: [DONE]"]
      return .init(headers: ["Content-Type: text/event-stream"], body: events.joined(separator: "\n\n"), chunks: 5)
    }
    #expect(try client(streamed).answer("?") == "good")
  }

  @Test func whatNoPatienceMendsIsToldAtOnce() throws {
    let server = try LoopbackServer { _ in .init(status: 401, body: #"{"error": "wrong key"}"#) }
    let error = try #require(throws: ChatError.self) { try client(server).answer("?") }
    #expect(error.description.contains("401") && error.description.contains("wrong key"))
    #expect(server.received.count == 1)
  }

  @Test func patienceEnds() throws {
    let server = try LoopbackServer { _ in .init(status: 500, body: "no") }
    #expect(throws: ChatError.self) { try client(server).answer("?") }
    #expect(server.received.count == 3)
  }

  @Test func requestsKeepTheirDistance() throws {
    let server = try LoopbackServer { _ in .completion("good") }
    let client = try client(server, perMinute: 600)
    let start = Date()
    for _ in 0..<4 { _ = try client.answer("?") }
    #expect(Date().timeIntervalSince(start) >= 0.3)
  }

  @Test func aKeyIsNotSentInClearText() {
    #expect(throws: DataError.self) {
      try ChatEndpoint(environment: ["MEIT_JUDGE_URL": "http://example.org/v1", "MEIT_JUDGE_KEY": "secret"])
    }
    #expect(throws: DataError.self) { try ChatEndpoint(environment: [:]) }
    #expect(throws: DataError.self) { try ChatEndpoint(environment: ["MEIT_JUDGE_URL": "no address"]) }
  }
}
