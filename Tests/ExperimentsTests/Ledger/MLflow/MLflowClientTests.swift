import Experiments
import Foundation
import Testing

#if canImport(FoundationNetworking)
  import FoundationNetworking
#endif

/// Against a real server, which `Scripts/ledger/mlflow-test` starts on loopback and names in `MEIT_MLFLOW`.
struct MLflowClientTests {
  private static let server = ProcessInfo.processInfo.environment["MEIT_MLFLOW"].flatMap { URL(string: $0) }
  let scratch = ScratchLedger()

  private func step() throws -> StepRecord {
    let workspace = try scratch.workspace(
      ScratchLedger.description("tune", 1, options: ["model.fusion": "llava", "train.lr": "1e-4"]))
    let metrics = try MetricsLog(folder: workspace.folder, columns: ["loss"])
    for step in 1...1500 { try metrics.append(step: step, ["loss": 1 / Double(step)]) }
    return try workspace.commit(StepSummary(scores: ["bleu-4": RecordedScore(0.25, low: 0.2, high: 0.3)]))
  }

  @Test(.enabled(if: server != nil, "MEIT_MLFLOW names no server"))
  func theServerHasWhatWasSent() async throws {
    let server = try #require(Self.server)
    let record = try step()
    let client = MLflowClient(server: server)
    let experiment = "fusion-\(UUID().uuidString)"
    let run = try await client.push(record, of: scratch.ledger, experiment: experiment, files: ["metrics.csv"]).run
    #expect(try await client.push(record, of: scratch.ledger, experiment: experiment) == .before(run: run))
    #expect(try await client.push(record, of: scratch.ledger, experiment: experiment + "-2") != .before(run: run))
    let url = server.appending(path: "api/2.0/mlflow/runs/get").appending(queryItems: [
      URLQueryItem(name: "run_id", value: run)
    ])
    let (body, _) = try await URLSession.shared.data(from: url)
    let found = try JSONDecoder().decode(Found.self, from: body).run
    #expect(found.info.status == "FINISHED")
    #expect(found.data.params.sorted { $0.key < $1.key }.map(\.value) == ["llava", "1e-4"])
    let metrics = Dictionary(uniqueKeysWithValues: found.data.metrics.map { ($0.key, $0.value) })
    #expect(metrics == ["loss": 1.0 / 1500, "bleu-4": 0.25, "bleu-4.low": 0.2, "bleu-4.high": 0.3])
  }

  @Test func aServerThatDoesNotAnswerIsNamed() async throws {
    let record = try step()
    // Port 9 is reserved for `discard` (RFC 863), which nothing serves on loopback.
    let client = MLflowClient(server: try #require(URL(string: "http://127.0.0.1:9")))
    await #expect {
      try await client.push(record, of: scratch.ledger, experiment: "fusion")
    } throws: { error in
      if case .unreachable(let url, _)? = error as? MLflowError { url.hasPrefix("http://127.0.0.1:9/") } else { false }
    }
  }

  private struct Found: Decodable {
    let run: Run
    struct Run: Decodable {
      let info: Info
      let data: Content
    }
    struct Info: Decodable { let status: String }
    struct Content: Decodable {
      let params: [Parameter]
      let metrics: [Metric]
    }
    struct Parameter: Decodable {
      let key: String
      let value: String
    }
    struct Metric: Decodable {
      let key: String
      let value: Double
    }
  }
}
