import Foundation

/// What a step is, known before it is done.
public struct StepDescription: Codable, Equatable, Sendable {
  public var key: StepKey
  /// The version of its kind.
  public var version: Int
  /// Where it is in the recipe: `tune of fusion-ablation [model.fusion = llava]`.
  public var place: String
  /// The options that entered the identity.
  public var options: [RecordedOption]
  /// Every option that the step can see, defaults written out.
  public var resolved: [RecordedOption]
  public var inputs: [StepKey]
  /// What outside data were.
  public var fingerprint: String
  /// What did the work: `["meit": "0.1.0"]`.
  public var versions: [String: String]
  /// The git commit of the recipe's folder, where it has one.
  public var commit: String?

  public init(
    key: StepKey, version: Int = 1, place: String = "", options: [RecordedOption] = [],
    resolved: [RecordedOption] = [], inputs: [StepKey] = [], fingerprint: String = "",
    versions: [String: String] = [:], commit: String? = nil
  ) {
    self.key = key
    self.version = version
    self.place = place
    self.options = options
    self.resolved = resolved
    self.inputs = inputs
    self.fingerprint = fingerprint
    self.versions = versions
    self.commit = commit
  }
}

/// An option and its value as canonical text.
public struct RecordedOption: Codable, Hashable, Sendable {
  public let path: String
  public let value: String

  public init(path: String, value: String) {
    self.path = path
    self.value = value
  }
}

/// A number that a step found, with what is known of its uncertainty.
public struct RecordedScore: Codable, Equatable, Sendable {
  public var value: Double
  /// The ends of the 95 % confidence interval.
  public var low: Double?
  public var high: Double?
  /// How many records were scored, were there, and could not be read.
  public var scored: Int?
  public var total: Int?
  public var unparsed: Int?

  public init(
    _ value: Double, low: Double? = nil, high: Double? = nil, scored: Int? = nil, total: Int? = nil,
    unparsed: Int? = nil
  ) {
    self.value = value
    self.low = low
    self.high = high
    self.scored = scored
    self.total = total
    self.unparsed = unparsed
  }
}

/// What a step says about its result besides the files.
public struct StepSummary: Codable, Equatable, Sendable {
  /// By name: `bleu-4`, `loss`, `parameters.trainable`.
  public var scores: [String: RecordedScore]
  /// By name, anything else: `stopped = converged`.
  public var notes: [String: String]
  /// Whether its files show signals or reports of patients, so that none of them may be handed on.
  public var showsPatients: Bool

  public init(
    scores: [String: RecordedScore] = [:], notes: [String: String] = [:], showsPatients: Bool = false
  ) {
    self.scores = scores
    self.notes = notes
    self.showsPatients = showsPatients
  }
}

/// A finished step: the content of `step.json`.
public struct StepRecord: Manifest, Equatable, Sendable {
  public let description: StepDescription
  public let summary: StepSummary
  public let machine: Machine
  /// When the first attempt began; later ones resumed it.
  public let started: Date
  public let finished: Date
  public let attempts: Int
  /// Every file of the step with its SHA-256.
  public internal(set) var files: [FileRecord]

  public var key: StepKey { description.key }
  public var bytes: Int { files.reduce(0) { $0 + $1.bytes } }
}
