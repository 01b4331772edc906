import Foundation
import Randomness
import Synchronization

#if canImport(FoundationNetworking)
  import FoundationNetworking
#endif

/// Asks a language model over HTTP, and asks again when the server is busy, slow or confused.
package final class ChatClient: Sendable {
  /// How often and how fast a question is repeated.
  package struct Patience: Equatable, Sendable {
    /// How often one question is asked at most.
    var attempts: Int
    /// Seconds before the second attempt; each further wait is twice as long, and up to half of it is left to chance.
    var firstWait: Double
    var longestWait: Double
    /// Seconds that one answer may take.
    var timeout: Double

    package init(attempts: Int = 6, firstWait: Double = 1, longestWait: Double = 60, timeout: Double = 120) {
      self.attempts = attempts
      self.firstWait = firstWait
      self.longestWait = longestWait
      self.timeout = timeout
    }
  }

  let model: String
  private let endpoint: ChatEndpoint
  private let patience: Patience
  private let temperature: Double
  private let stop: StopRequest
  private let session: URLSession
  /// The earliest time of the next request, and the seconds between two.
  private let nextStart = Mutex(Date.distantPast)
  private let interval: Double

  /// - Parameters:
  ///   - perMinute: How many requests a minute are sent at most; 0 for no limit.
  package init(
    _ endpoint: ChatEndpoint, model: String, temperature: Double = 0, patience: Patience = Patience(),
    perMinute: Int = 0, stop: StopRequest = StopRequest()
  ) {
    self.endpoint = endpoint
    self.model = model
    self.temperature = temperature
    self.patience = patience
    self.stop = stop
    interval = perMinute > 0 ? 60 / Double(perMinute) : 0
    let settings = URLSessionConfiguration.ephemeral
    settings.timeoutIntervalForRequest = patience.timeout
    session = URLSession(configuration: settings)
  }

  /// What the model answers.
  /// - Throws: `ChatError` after the last attempt, or at once for what no attempt can mend; `Stopped`.
  package func answer(_ question: String) throws -> String {
    var random = Random(seed: 0).split(question)
    var attempt = 1
    while true {
      try waitForTurn()
      let failure: ChatError
      do { return try ask(question) } catch { failure = error }
      guard failure.isPassing, attempt < patience.attempts else { throw failure }
      try wait(pause(after: attempt, failure, &random))
      attempt += 1
    }
  }

  /// What the server asks for, or ever longer waits that keep many clients from coming back all at once.
  private func pause(after attempt: Int, _ failure: ChatError, _ random: inout Random) -> Double {
    if case .refused(_, _, _, let seconds?) = failure { return min(max(seconds, 0), patience.longestWait) }
    let doubled = patience.firstWait * pow(2, Double(attempt - 1))
    return min(doubled, patience.longestWait) * random.uniform(0.5..<1)
  }

  private func waitForTurn() throws {
    guard interval > 0 else { return }
    let start = nextStart.withLock { next in
      let start = max(next, Date())
      next = start.addingTimeInterval(interval)
      return start
    }
    try wait(start.timeIntervalSinceNow)
  }

  /// Waits, but not on after a request to stop.
  private func wait(_ seconds: Double) throws(Stopped) {
    let end = Date(timeIntervalSinceNow: seconds)
    while end.timeIntervalSinceNow > 0 {
      try stop.check()
      Thread.sleep(forTimeInterval: min(0.1, max(0, end.timeIntervalSinceNow)))
    }
    try stop.check()
  }

  private func ask(_ question: String) throws(ChatError) -> String {
    let address = endpoint.completions.absoluteString
    var request = URLRequest(url: endpoint.completions, timeoutInterval: patience.timeout)
    request.httpMethod = "POST"
    request.setValue("application/json", forHTTPHeaderField: "Content-Type")
    if let key = endpoint.key { request.setValue("Bearer \(key)", forHTTPHeaderField: "Authorization") }
    let body = ChatRequest(model: model, messages: [.init(role: "user", content: question)], temperature: temperature)
    request.httpBody = try? JSONEncoder().encode(body)
    let (data, response) = try send(request, address)
    guard (200..<300).contains(response.statusCode) else {
      throw .refused(
        url: address, status: response.statusCode, message: String(decoding: data.prefix(300), as: UTF8.self),
        retryAfter: response.value(forHTTPHeaderField: "Retry-After").flatMap(Double.init))
    }
    guard let answer = ChatAnswer.text(data) else {
      throw .unreadable(url: address, what: "“\(String(decoding: data.prefix(200), as: UTF8.self))”")
    }
    return answer
  }

  private func send(_ request: URLRequest, _ address: String) throws(ChatError) -> (Data, HTTPURLResponse) {
    let answered = DispatchSemaphore(value: 0)
    let received = Received()
    let task = session.dataTask(with: request) { data, response, error in
      received.value.withLock { $0 = (data, response as? HTTPURLResponse, error?.localizedDescription) }
      answered.signal()
    }
    task.resume()
    answered.wait()
    let (data, response, failure) = received.value.withLock { $0 }
    guard let response else { throw .unreachable(url: address, reason: failure ?? "no answer") }
    guard failure == nil else { throw .unreachable(url: address, reason: failure ?? "") }
    return (data ?? Data(), response)
  }

  private final class Received: Sendable {
    let value = Mutex<(Data?, HTTPURLResponse?, String?)>((nil, nil, nil))
  }

  deinit { session.invalidateAndCancel() }
}

/// The question, as `POST /chat/completions` takes it.
private struct ChatRequest: Encodable {
  struct Message: Encodable {
    let role: String
    let content: String
  }

  let model: String
  let messages: [Message]
  let temperature: Double
  let stream = false
}

/// The answer, as a server sends it: at once, or in events even though no stream was asked for.
private struct ChatAnswer: Decodable {
  struct Choice: Decodable {
    struct Message: Decodable { let content: String? }

    let message: Message?
    let delta: Message?
  }

  let choices: [Choice]

  static func text(_ data: Data) -> String? {
    let decoder = JSONDecoder()
    if let whole = try? decoder.decode(ChatAnswer.self, from: data) {
      return whole.choices.first?.message?.content.flatMap { $0.isEmpty ? nil : $0 }
    }
    let events = String(decoding: data, as: UTF8.self).split(whereSeparator: \.isNewline)
      .filter { $0.hasPrefix("data:") }.map { $0.dropFirst("data:".count).trimmingCharacters(in: .whitespaces) }
    guard events.last == "[DONE]" else { return nil }
    var text = ""
    for event in events.dropLast() {
      guard let part = try? decoder.decode(ChatAnswer.self, from: Data(event.utf8)) else { return nil }
      text += part.choices.first?.delta?.content ?? ""
    }
    return text.isEmpty ? nil : text
  }
}
