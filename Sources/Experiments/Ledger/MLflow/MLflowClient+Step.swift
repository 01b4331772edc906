import Foundation

extension MLflowClient {
  /// MLflow's limits for one `log-batch` and for the length of a parameter (rest-api.html, "Request Limits").
  private static let mostMetrics = 1000
  private static let mostParameters = 100
  private static let longestParameter = 6000

  /// Whether a step found numbers: curves or scores.
  public static func hasNumbers(_ step: StepRecord) -> Bool {
    !step.summary.scores.isEmpty || step.files.contains { $0.path == MetricsLog.fileName }
  }

  /// What became of a step that was to be sent, with MLflow's id of its run.
  public enum Sent: Equatable, Sendable {
    case now(run: String)
    /// The experiment had it already.
    case before(run: String)

    public var run: String {
      switch self {
      case .now(let run), .before(let run): run
      }
    }
  }

  /// Sends a finished step as one MLflow run: options as parameters, curves and scores as metrics, and chosen files. What
  /// the experiment has already is not sent again; what was cut short while it was sent is removed and sent anew.
  ///
  /// - Parameters:
  ///   - experiment: MLflow's experiment; made when it is not there.
  ///   - files: paths in the step's folder to be uploaded.
  /// - Throws: `MLflowError`, or `LedgerError` when the step's files cannot be read.
  @discardableResult
  public func push(
    _ step: StepRecord, of ledger: Ledger, experiment: String, files: [String] = []
  ) async throws -> Sent {
    let experiment = try await identifier(ofExperiment: experiment)
    if let run = try await runSent(of: step, experiment: experiment) { return .before(run: run) }
    let start = Self.milliseconds(step.started)
    let created = try await call(
      "POST", "runs/create",
      body: NewRun(
        experimentId: experiment, runName: step.description.place, startTime: start, tags: Self.tags(step)),
      as: CreatedRun.self)
    let run = created.run.info
    try await log(Self.parameters(step), size: Self.mostParameters) { Batch(runId: run.runId, params: $0) }
    try await log(Self.metrics(step, of: ledger), size: Self.mostMetrics) { Batch(runId: run.runId, metrics: $0) }
    if !files.isEmpty {
      let place = try Self.uploadPath(run.artifactUri)
      for file in files { try await upload(ledger.folder(of: step.key).appending(path: file), to: "\(place)/\(file)") }
    }
    let end = Ending(runId: run.runId, status: Self.finished, endTime: Self.milliseconds(step.finished))
    _ = try await call("POST", "runs/update", body: end, as: Nothing.self)
    return .now(run: run.runId)
  }

  /// The run of a step in an experiment; runs that were not sent to their end are removed.
  private func runSent(of step: StepRecord, experiment: String) async throws -> String? {
    let query = Search(
      experimentIds: [experiment], filter: "tags.`\(Self.identityTag)` = '\(step.key.identity)'", maxResults: 100)
    let found = try await call("POST", "runs/search", body: query, as: FoundRuns.self).runs ?? []
    for run in found where run.info.status != Self.finished {
      _ = try await call("POST", "runs/delete", body: ["run_id": run.info.runId], as: Nothing.self)
    }
    return found.first { $0.info.status == Self.finished }?.info.runId
  }

  private static let finished = "FINISHED"
  private static let identityTag = "meit.identity"

  private func log<Entry>(_ entries: [Entry], size: Int, _ batch: ([Entry]) -> Batch) async throws {
    for start in stride(from: 0, to: entries.count, by: size) {
      let piece = Array(entries[start..<min(start + size, entries.count)])
      _ = try await call("POST", "runs/log-batch", body: batch(piece), as: Nothing.self)
    }
  }

  private func identifier(ofExperiment name: String) async throws -> String {
    do {
      let query = [URLQueryItem(name: "experiment_name", value: name)]
      return try await call("GET", "experiments/get-by-name", query: query, as: FoundExperiment.self)
        .experiment.experimentId
    } catch MLflowError.refused(_, _, "RESOURCE_DOES_NOT_EXIST", _) {
      return try await call("POST", "experiments/create", body: ["name": name], as: Experiment.self).experimentId
    }
  }

  /// Where below the server's artifact root a run's files go: what follows `mlflow-artifacts:/`.
  private static func uploadPath(_ artifacts: String) throws(MLflowError) -> String {
    guard let url = URL(string: artifacts), url.scheme == "mlflow-artifacts" else {
      throw .noUpload(artifacts: artifacts)
    }
    return String(url.path.drop { $0 == "/" })
  }

  private static func parameters(_ step: StepRecord) -> [Pair] {
    step.description.resolved.map { Pair(key: $0.path, value: String($0.value.prefix(longestParameter))) }
  }

  private static func tags(_ step: StepRecord) -> [Pair] {
    var tags = ["meit.kind": step.key.kind, identityTag: step.key.identity]
    tags["mlflow.source.git.commit"] = step.description.commit
    for (name, version) in step.description.versions { tags["version.\(name)"] = version }
    return tags.sorted { $0.key < $1.key }.map { Pair(key: $0.key, value: $0.value) }
  }

  /// Curves of `metrics.csv`, where there is one, then the scores; numbers that JSON cannot hold are left out.
  private static func metrics(_ step: StepRecord, of ledger: Ledger) throws -> [Metric] {
    let end = milliseconds(step.finished)
    var metrics: [Metric] = []
    if step.files.contains(where: { $0.path == MetricsLog.fileName }) {
      for series in try ledger.metrics(of: step.key).series {
        metrics += zip(series.steps, series.values).map { step, value in
          Metric(key: series.name, value: value, timestamp: end, step: step)
        }
      }
    }
    for (name, score) in step.summary.scores.sorted(by: { $0.key < $1.key }) {
      let values = [("", score.value), (".low", score.low), (".high", score.high)]
      metrics += values.compactMap { suffix, value in
        value.map { Metric(key: name + suffix, value: $0, timestamp: end, step: 0) }
      }
    }
    return metrics.filter(\.value.isFinite)
  }

  private static func milliseconds(_ time: Date) -> Int { Int(time.timeIntervalSince1970 * 1000) }
}
