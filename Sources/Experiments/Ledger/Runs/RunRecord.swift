import Foundation

/// One call of `meit run`: what was asked for.
public struct RunDescription: Codable, Equatable, Sendable {
  /// What is run: `fusion-ablation`.
  public var name: String
  /// The recipe's text, as it was.
  public var recipe: String
  /// The recipe's file, as it was named; nil for what was typed.
  public var file: String?
  /// The words of the command line.
  public var arguments: [String]
  public var versions: [String: String]
  public var commit: String?
  /// The steps of the plan in order, cached ones too.
  public var steps: [Step]

  /// A step and where it stands in the recipe.
  public struct Step: Codable, Equatable, Sendable {
    public var key: StepKey
    /// `score of fusion-ablation [model.fusion = llava]`.
    public var place: String

    public init(key: StepKey, place: String) {
      self.key = key
      self.place = place
    }
  }

  public init(
    name: String, recipe: String, file: String? = nil, arguments: [String] = [], versions: [String: String] = [:],
    commit: String? = nil, steps: [Step] = []
  ) {
    self.name = name
    self.recipe = recipe
    self.file = file
    self.arguments = arguments
    self.versions = versions
    self.commit = commit
    self.steps = steps
  }
}

/// A run and how it ended: the content of `run.json`.
public struct RunRecord: Codable, Equatable, Sendable {
  /// `2026-01-31-0905-fusion-ablation`, unique in its ledger.
  public let id: String
  public let description: RunDescription
  public let machine: Machine
  public let started: Date
  public internal(set) var ended: Date?
  public internal(set) var outcome: RunOutcome
  /// Who does the steps, where they were handed over.
  public internal(set) var job: ClusterJob?
}

/// How a run ended.
public enum RunOutcome: Codable, Equatable, Sendable {
  case running, finished
  /// Handed to a cluster, and not all of it is finished.
  case submitted
  /// At a safe point, on request.
  case stopped
  case failed(reason: String)
  /// Its process is gone and left no word: killed, or a power cut.
  case interrupted
}
