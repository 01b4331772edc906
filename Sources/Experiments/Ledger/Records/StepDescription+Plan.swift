import Language

extension Plan.Step {
  /// The step's name in the ledger.
  public var key: StepKey { StepKey(kind: kind, identity: identity.hex) }
}

extension StepDescription {
  /// A plan's step, every option written out.
  ///
  /// - Parameters:
  ///   - plan: the plan that the step is in, for the kinds of its inputs.
  ///   - versions: what does the work: `["meit": "0.1.0"]`.
  ///   - commit: the git commit of the recipe's folder.
  public init(_ step: Plan.Step, in plan: Plan, versions: [String: String] = [:], commit: String? = nil) {
    self.init(
      key: step.key, version: step.version, place: step.place,
      options: step.options.map { RecordedOption(path: $0.path, value: $0.value) },
      resolved: step.configuration.resolved.map { option in
        RecordedOption(path: option.path, value: step.configuration.canonical(option.path))
      },
      inputs: step.inputs.compactMap { plan[$0]?.key },
      fingerprint: step.fingerprint, versions: versions, commit: commit)
  }
}
