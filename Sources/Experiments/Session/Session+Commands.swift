import Foundation
import Language

// What the commands of a recipe do.
extension Session {
  /// Carries out a command of the recipe.
  public func carryOut(_ command: Command, _ turn: SessionTurn) throws {
    let names = command.arguments.filter { $0.name == nil }.compactMap { $0.value.head ?? $0.value.text }
    let count = command.arguments.compactMap(\.value.integer).first
    switch command.name {
    case "plan": try turn.show(.plan(plan(names, estimatingIn: turn)))
    case "run": try run(names, turn)
    case "show", "plot":
      guard !names.isEmpty else { throw DataError("\(command.place): `\(command.name)` needs a name.") }
      let record = command.arguments.first { $0.name?.text == Catalog.record.path }?.value
      for name in names {
        guard let record else {
          try show(name, turn)
          continue
        }
        try turn.show(.figure(paper(of: name, record: record.text ?? "\(record)"), files: []))
      }
    case "sample":
      for name in try named(names) {
        let samples = try samples(of: name, count: count ?? Self.sampleCount)
        guard !samples.isEmpty || count == 0 else {
          throw DataError("`\(name)` has no written reports; run it first.")
        }
        try turn.show(.samples(samples))
      }
    case "explain": for name in names { try turn.show(.text(explanation(of: name))) }
    case "compare": try turn.show(.table(comparison(of: pair(names, command))))
    case "diff": try turn.show(.table(difference(of: pair(names, command))))
    default: throw DataError("\(command.place): the command `\(command.name)` is not known here.")
    }
  }

  /// How many sample reports are shown when nobody says.
  public static let sampleCount = 3

  /// The plan of some declarations, or of everything.
  /// - Parameter turn: tells of the seconds that estimates may take; without one there are no estimates.
  public func plan(_ names: [String] = [], estimatingIn turn: SessionTurn? = nil) throws -> PlanReport {
    let runner = try runner(names, isForPlanning: true)
    let cached = try runner.cached()
    let estimates = try turn.map { try self.estimates(runner, cached: cached, $0) } ?? [:]
    return PlanReport(
      plan: runner.plan, cached: cached, scale: program.scales.isEmpty ? nil : program.scale, missing: runner.missing,
      earlier: try earlierOptions(), estimates: estimates,
      slowdown: estimates.isEmpty ? 1 : MachineLoad.slowdown())
  }

  /// What is known of an option, a choice, a metric, an error, or a name that was declared.
  /// - Throws: `DataError` with the nearest name when there is nothing.
  public func explanation(of topic: String) throws -> String {
    let known = [description(of: topic), catalog.explanation(of: topic)].compactMap(\.self)
    guard known.isEmpty else { return known.joined(separator: "\n\n") }
    throw unknown(topic, among: topics)
  }

  /// Every name that can be explained.
  public var topics: [String] { (catalog.topics + declaredNames).sorted() }

  /// - Throws: `DataError` for a name that nothing has; what `Runner` throws.
  func runner(_ names: [String], _ turn: SessionTurn? = nil, isForPlanning: Bool = false) throws -> Runner {
    if let name = names.first(where: { !runnableNames.contains($0) }) { throw unknown(name, among: runnableNames) }
    return try Runner(
      program, ledger: ledger, base: base, targets: names.isEmpty ? nil : Set(names), sink: turn?.sink,
      stop: turn?.stop ?? StopRequest(), workers: turn?.workers ?? Workers(), isForPlanning: isForPlanning)
  }

  /// The names given, or all experiments of the recipe itself.
  func named(_ names: [String]) throws -> [String] {
    guard names.isEmpty else { return names }
    let own = program.experiments.filter { !$0.isImported }.map(\.name)
    guard !own.isEmpty else { throw DataError("No experiment was declared.") }
    return own
  }

  private func pair(_ names: [String], _ command: Command) throws -> (String, String) {
    guard names.count == 2 else { throw DataError("\(command.place): `\(command.name)` needs two names.") }
    return (names[0], names[1])
  }

  /// The options that entered the last finished step of each place.
  private func earlierOptions() throws -> [String: [Plan.OptionText]] {
    var found: [String: [Plan.OptionText]] = [:]
    for record in try ledger.steps() {
      found[record.description.place] = record.description.options.map {
        Plan.OptionText(path: $0.path, value: $0.value)
      }
    }
    return found
  }
}
