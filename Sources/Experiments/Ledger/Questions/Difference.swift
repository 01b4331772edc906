/// How two steps, or two runs, differ: which options and which scores.
public struct Difference: Equatable, Sendable {
  /// A value that differs; nil where a side has none.
  public struct Change<Value: Equatable & Sendable>: Equatable, Sendable {
    public let name: String
    public let left: Value?
    public let right: Value?
  }

  /// By path, in order.
  public let options: [Change<String>]
  /// By name, in order; equal ones are left out.
  public let scores: [Change<RecordedScore>]
  /// Versions, commit and machine.
  public let circumstances: [Change<String>]

  public var isEmpty: Bool { options.isEmpty && scores.isEmpty && circumstances.isEmpty }

  /// The difference between two steps.
  public init(_ left: StepRecord, _ right: StepRecord) {
    options = Self.changes(Self.options(left), Self.options(right))
    scores = Self.changes(left.summary.scores, right.summary.scores)
    circumstances = Self.changes(Self.circumstances(left), Self.circumstances(right))
  }

  private static func options(_ record: StepRecord) -> [String: String] {
    var options: [String: String] = [:]
    for option in record.description.options + record.description.resolved { options[option.path] = option.value }
    return options
  }

  private static func circumstances(_ record: StepRecord) -> [String: String] {
    var named = record.description.versions
    named["commit"] = record.description.commit
    named["processor"] = record.machine.processor
    named["system"] = record.machine.system
    named["data"] = record.description.fingerprint
    return named
  }

  private static func changes<Value>(_ left: [String: Value], _ right: [String: Value]) -> [Change<Value>] {
    Set(left.keys).union(right.keys).sorted().compactMap { name in
      left[name] == right[name] ? nil : Change(name: name, left: left[name], right: right[name])
    }
  }
}

/// How two runs differ, place by place of their recipes.
public struct RunDifference: Equatable, Sendable {
  /// A place that both have, done differently.
  public struct Place: Equatable, Sendable {
    public let place: String
    public let difference: Difference
  }

  public let places: [Place]
  /// Places that one run has and the other lacks or did not finish.
  public let onlyLeft: [String]
  public let onlyRight: [String]
}

extension Ledger {
  /// How two runs differ; steps with one identity are the same and are left out.
  public func difference(_ left: RunRecord, _ right: RunRecord) throws(LedgerError) -> RunDifference {
    let leftSteps = try finishedByPlace(left)
    let rightSteps = try finishedByPlace(right)
    let rightPlaces = Dictionary(rightSteps.map { ($0.place, $0.record) }) { first, _ in first }
    let leftPlaces = Set(leftSteps.map(\.place))
    let places = leftSteps.compactMap { step -> RunDifference.Place? in
      guard let other = rightPlaces[step.place], other.key != step.record.key else { return nil }
      return RunDifference.Place(place: step.place, difference: Difference(step.record, other))
    }
    return RunDifference(
      places: places, onlyLeft: leftSteps.map(\.place).filter { rightPlaces[$0] == nil },
      onlyRight: rightSteps.map(\.place).filter { !leftPlaces.contains($0) })
  }

  private func finishedByPlace(_ run: RunRecord) throws(LedgerError) -> [(place: String, record: StepRecord)] {
    var found: [(place: String, record: StepRecord)] = []
    for step in run.description.steps {
      guard let record = try finished(step.key) else { continue }
      // Two runs of differently named experiments are compared kind by kind and cell by cell.
      found.append((step.place.replacing(" of \(run.description.name)", with: ""), record))
    }
    return found
  }
}
