import Foundation
import Language

/// What a step has at hand while it is being done.
struct StepContext {
  let step: Plan.Step
  let workspace: StepWorkspace
  /// Where the results of the inputs are, by their kind.
  let inputs: [String: URL]
  /// The folder of the recipe, for relative paths.
  let base: URL
  let progress: StepProgress
  let stop: StopRequest

  var configuration: Configuration { step.configuration }
  var source: DataSource { DataSource(configuration: configuration, base: base) }

  /// The result of an input.
  /// - Throws: `DataError` if the plan has no such input.
  func input(_ kind: String) throws -> URL {
    guard let folder = inputs[kind] else {
      throw DataError("\(step.place) needs a \(kind) step, and the plan has none.")
    }
    return folder
  }
}

/// Does steps of one kind.
protocol StepExecutor {
  /// Does the step in its workspace and says what came of it.
  func execute(_ context: StepContext) throws -> StepSummary
}
