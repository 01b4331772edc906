import Foundation
import Language
import MessagePassing
import Models
import Signals
import Tensors

/// What a step has at hand while it is being done.
struct StepContext {
  let step: Plan.Step
  private let ownWorkspace: StepWorkspace?
  /// Where the results of the inputs are, by their kind.
  let inputs: [String: URL]
  /// The folder of the recipe, for relative paths.
  let base: URL
  /// The variables that name outside servers.
  let environment: [String: String]
  let progress: StepProgress
  let stop: StopRequest

  /// The options of the first cell that the step is for: the place of those that change how it is done, not what comes
  /// out.
  let settings: Configuration
  /// Who does the step together.
  let team: Team

  init(
    step: Plan.Step, workspace: StepWorkspace?, inputs: [String: URL], base: URL,
    environment: [String: String] = [:], progress: StepProgress, stop: StopRequest, settings: Configuration,
    team: Team = .alone
  ) {
    self.step = step
    ownWorkspace = workspace
    self.inputs = inputs
    self.base = base
    self.environment = environment
    self.progress = progress
    self.stop = stop
    self.settings = settings
    self.team = team
  }

  /// Where the step writes; only the first rank has it.
  var workspace: StepWorkspace {
    guard let ownWorkspace else { preconditionFailure("only the first rank writes") }
    return ownWorkspace
  }

  var configuration: Configuration { step.configuration }

  /// The language model of the step.
  /// - Parameters:
  ///   - form: how the weights are kept in memory.
  ///   - texts: what a tokenizer is learnt from when the model starts from nothing.
  func backbone(
    weights form: WeightForm = .floats, texts: () throws -> [String] = { [] }
  ) throws -> Backbone {
    try Backbone(
      configuration, base: base, models: DataSource.resolve(settings.text("model.folder"), base: base),
      pretrained: inputs["pretrain-llm"], weights: form, texts: texts)
  }

  /// In what numbers products are made; said where the processor cannot.
  var precision: Precision {
    let wanted = Precision(rawValue: configuration.choice("train.precision")) ?? .single
    if !wanted.isAvailable { progress(.warning("this processor has no bfloat16 products: f32 is used")) }
    return wanted
  }
  var source: DataSource { DataSource(configuration: configuration, base: base) }

  /// Makes batches of a data set's signals.
  /// - Parameter perturbation: What disturbs them; drawn by the recipe's `seed` and the record alone.
  func loader(_ dataset: any Dataset, _ perturbation: Perturbation? = nil) -> SignalLoader {
    SignalLoader(
      dataset, source.preparation, perturbation: perturbation, seed: UInt64(configuration.integer("seed")),
      megabytes: settings.number("train.signal-memory"))
  }

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
  /// Whether all ranks of a team do the step together; otherwise the first does it and the others wait.
  var isShared: Bool { get }

  /// Does the step in its workspace and says what came of it.
  func execute(_ context: StepContext) throws -> StepSummary
}

extension StepExecutor {
  var isShared: Bool { false }
}
