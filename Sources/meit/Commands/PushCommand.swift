import Console
import Experiments
import Foundation
import Synchronization

extension CommandSpec {
  private static let mlflow = OptionSpec("mlflow", value: "URI", "the server; $MLFLOW_TRACKING_URI when left out")
  private static let experiment = OptionSpec(
    "experiment", value: "NAME", "MLflow's experiment, made when it is not there; the run's name when left out")

  private static let uriVariable = "MLFLOW_TRACKING_URI"

  static let push = CommandSpec(
    "push", "[RUN ...]", "send the options, curves and scores of runs to an MLflow server",
    details: """
      RUN is a run's name as `meit runs` prints it, or its beginning, or an experiment: then its latest run is meant, and
      without any the latest of all. Each finished step that has curves or scores becomes a run of MLflow. What the server
      has already is not sent again, so that the same command may be repeated. No reports and no signals are sent.
      $MLFLOW_TRACKING_TOKEN, or $MLFLOW_TRACKING_USERNAME and _PASSWORD, log in where the server asks for that.

        mlflow server --port 5000
        meit push --mlflow http://127.0.0.1:5000
      """, options: [mlflow, experiment, .runs, .quiet], count: 0...Int.max
  ) { invocation in
    let ledger = invocation.ledger
    let client = MLflowClient(server: try server(invocation), environment: ProcessInfo.processInfo.environment)
    for run in try runs(invocation, ledger) {
      try push(run, ledger, client, to: invocation.value(experiment) ?? run.description.name, invocation.has(.quiet))
    }
    return .success
  }

  private static func server(_ invocation: Invocation) throws -> URL {
    guard let text = invocation.value(mlflow) ?? ProcessInfo.processInfo.environment[uriVariable], !text.isEmpty else {
      throw UsageError(
        "--mlflow is missing: name the server, as --mlflow http://127.0.0.1:5000, or set \(uriVariable)",
        command: invocation.command.name)
    }
    guard let url = URL(string: text), ["http", "https"].contains(url.scheme), url.host() != nil else {
      throw UsageError(
        "`\(text)` is no address of an MLflow server: expected http:// or https://, as of `mlflow server`",
        command: invocation.command.name)
    }
    return url
  }

  private static func runs(_ invocation: Invocation, _ ledger: Ledger) throws -> [RunRecord] {
    guard !invocation.operands.isEmpty else {
      guard let last = try ledger.runs().last else {
        throw DataError("There is no run in \(ledger.folder.relativeToHere).")
      }
      return [last]
    }
    return try invocation.operands.map { name in
      guard case .run(let run) = try ledger.named(name) else {
        throw DataError("`\(name)` is a step; name a run, as `meit runs` prints it.")
      }
      return run
    }
  }

  private static func push(
    _ run: RunRecord, _ ledger: Ledger, _ client: MLflowClient, to experiment: String, _ isQuiet: Bool
  ) throws {
    var records: [StepRecord] = []
    for step in try ledger.steps(of: run) {
      if case .finished(let record) = step.state {
        if MLflowClient.hasNumbers(record) { records.append(record) }
      } else {
        Terminal.error.line("not finished, so not sent: \(step.step.place)")
      }
    }
    var sent = 0
    for (number, record) in records.enumerated() {
      let outcome = try waiting { try await client.push(record, of: ledger, experiment: experiment) }
      guard case .now = outcome else { continue }
      sent += 1
      if !isQuiet { Terminal.output.line("\(number + 1)/\(records.count)  \(record.description.place)") }
    }
    guard !isQuiet else { return }
    let there = records.count - sent
    Terminal.output.line(
      "\(run.id): \(sent) sent to the experiment `\(experiment)`" + (there > 0 ? ", \(there) were there" : ""))
  }

  /// What something that is waited for comes to.
  private static func waiting<Answer: Sendable>(_ body: @escaping @Sendable () async throws -> Answer) throws -> Answer
  {
    let answered = DispatchSemaphore(value: 0)
    let received = Received<Answer>()
    Task.detached {
      do {
        let answer = try await body()
        received.value.withLock { $0 = .success(answer) }
      } catch { received.value.withLock { $0 = .failure(error) } }
      answered.signal()
    }
    answered.wait()
    guard let result = received.value.withLock({ $0 }) else { throw Stopped() }
    return try result.get()
  }

  private final class Received<Answer: Sendable>: Sendable {
    let value = Mutex<Result<Answer, any Error>?>(nil)
  }
}
