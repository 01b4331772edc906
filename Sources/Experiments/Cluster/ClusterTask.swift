import Language

/// What one task of a job array does: a training and all that needs it, so that cells that differ in their evaluation
/// alone do not wait for each other on processors of their own.
public struct ClusterTask: Codable, Equatable, Sendable {
  /// `tune of fusion-ablation [model.fusion = llava]`.
  public let place: String
  /// In the order of the plan.
  public let steps: [StepKey]

  private static let anchor = "tune"

  /// The tasks that do the missing steps of a plan; tables and figures are made where the results are collected.
  ///
  /// What several tasks need, such as the prepared data, is in each of them: whoever comes first does it.
  package static func tasks(_ plan: Plan, missing: Set<StepIdentity>) -> [ClusterTask] {
    let open = plan.steps.filter { missing.contains($0.identity) && $0.output == nil }
    let anchors = open.map { step in (step, ancestry(of: step, plan).first { $0.kind == anchor }) }
    var order: [StepIdentity] = []
    var groups: [StepIdentity: Set<StepIdentity>] = [:]
    for (step, training) in anchors {
      guard let training else { continue }
      if groups[training.identity] == nil { order.append(training.identity) }
      groups[training.identity, default: []].formUnion(ancestry(of: step, plan).map(\.identity))
    }
    // Data and encoders that no training of this plan waits for.
    for (step, training) in anchors
    where training == nil && !groups.values.contains(where: { $0.contains(step.identity) }) {
      order.append(step.identity)
      groups[step.identity] = Set(ancestry(of: step, plan).map(\.identity))
    }
    return order.map { identity in
      let steps = open.filter { groups[identity]?.contains($0.identity) == true }
      return ClusterTask(place: plan[identity]?.place ?? identity.short, steps: steps.map(\.key))
    }
  }

  /// The step itself and all that it is made from, the nearest first.
  private static func ancestry(of step: Plan.Step, _ plan: Plan) -> [Plan.Step] {
    var found = [step]
    var next = 0
    while next < found.count {
      for input in found[next].inputs.compactMap({ plan[$0] })
      where !found.contains(where: { $0.identity == input.identity }) {
        found.append(input)
      }
      next += 1
    }
    return found
  }
}

/// A job array that does steps of a run.
public struct ClusterJob: Codable, Equatable, Sendable {
  /// The scheduler's number for it.
  public let id: String
  /// By index in the array.
  public let tasks: [ClusterTask]
}
