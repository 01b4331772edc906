import Foundation

/// Reads, cleans, checks and divides the data.
struct PrepareStep: StepExecutor {
  /// Which data of a recipe.
  enum Purpose {
    case training
    /// Those of `eval.source`, where they are others.
    case evaluation
  }

  let purpose: Purpose

  func execute(_ context: StepContext) throws -> StepSummary {
    let dataset = try dataset(context.source)
    let total = context.source.count(of: dataset)
    let prepared = try PreparedData(dataset, context.source, evaluation: purpose == .evaluation) { done in
      context.progress(.advanced(done: done, total: total, unit: "records"))
      try context.stop.check()
    }
    for (reason, count) in prepared.skippedCounts {
      context.progress(.warning("\(count) records left out: \(reason)"))
    }
    if let repairs = prepared.repairsInWords { context.progress(.warning("repaired \(repairs)")) }
    try prepared.write(to: context.workspace.folder)
    try Self.table(prepared, dataset)
      .write(to: context.workspace.folder.appending(path: Self.tableName), atomically: true, encoding: .utf8)
    if purpose == .training { try writePrompts(context) }
    context.progress(
      .message("\(prepared.dataset): \(prepared.partsInWords), \(prepared.skipped.count) left out"))
    return StepSummary(notes: [
      "dataset": prepared.dataset, "simulated": prepared.isSimulated ? "yes" : "no", "split": prepared.partsInWords,
      "skipped": prepared.skippedCounts.map { "\($0.count) \($0.reason)" }.joined(separator: ", "),
      "repaired": prepared.repairsInWords ?? "",
    ])
  }

  private func dataset(_ source: DataSource) throws -> any Dataset {
    switch purpose {
    case .training: return try source.training()
    case .evaluation:
      guard let other = try source.evaluation() else { throw DataError("eval.source names no other data.") }
      return other
    }
  }

  /// Every record with its patient and part, for people; `split.json` is what steps read.
  private static let tableName = "split.csv"

  private static func table(_ prepared: PreparedData, _ dataset: any Dataset) -> String {
    var lines = ["record,patient,part"]
    for part in Split.Part.allCases {
      for index in prepared.split[part] {
        let info = dataset.info(index)
        lines.append("\(quoted(info.id)),\(quoted(info.patient)),\(part.rawValue)")
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func quoted(_ text: String) -> String {
    guard text.contains(where: { ",\"\n\r".contains($0) }) else { return text }
    return "\"" + text.replacing("\"", with: "\"\"") + "\""
  }

  /// Has a language model write the prompts, if the recipe asks for that, so that all later steps see the same.
  private func writePrompts(_ context: StepContext) throws {
    let value = context.configuration["data.prompts"]
    guard value.head == "llm" else { return }
    let writer = PromptWriter(
      client: ChatClient(
        try ChatEndpoint(environment: context.environment), model: value.argument("model")?.text ?? "",
        temperature: 1, stop: context.stop),
      count: value.argument("count")?.integer ?? 256)
    let prompts = try writer.prompts { done in
      context.progress(.advanced(done: done, total: writer.count, unit: "prompts"))
      try context.stop.check()
    }
    try (prompts.joined(separator: "\n") + "\n")
      .write(to: context.workspace.folder.appending(path: PromptWriter.fileName), atomically: true, encoding: .utf8)
  }
}
