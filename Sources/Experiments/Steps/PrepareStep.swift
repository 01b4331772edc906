/// Reads, cleans, checks and divides the data.
struct PrepareStep: StepExecutor {
  func execute(_ context: StepContext) throws -> StepSummary {
    let dataset = try context.source.training()
    let limit = context.configuration.integer("data.limit")
    let total = limit > 0 ? min(limit, dataset.count) : dataset.count
    let prepared = try PreparedData(dataset, context.source) { done in
      context.progress(.advanced(done: done, total: total, unit: "records"))
      try context.stop.check()
    }
    for (reason, count) in prepared.skippedCounts {
      context.progress(.warning("\(count) records left out: \(reason)"))
    }
    try prepared.write(to: context.workspace.folder)
    let parts = Split.Part.allCases.map { "\(prepared.split[$0].count) \($0.rawValue)" }.joined(separator: ", ")
    context.progress(.message("\(prepared.dataset): \(parts), \(prepared.skipped.count) left out"))
    return StepSummary(notes: [
      "dataset": prepared.dataset, "simulated": prepared.isSimulated ? "yes" : "no", "split": parts,
      "skipped": prepared.skippedCounts.map { "\($0.count) \($0.reason)" }.joined(separator: ", "),
    ])
  }
}
