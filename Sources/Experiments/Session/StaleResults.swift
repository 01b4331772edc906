import Foundation
import Language

/// Results that were finished and no longer are what the recipe says: what depends on a declaration that changed.
public struct StaleResults: Equatable, Sendable {
  /// The experiments, tables and figures, in the order of their declaration.
  public let names: [String]
  /// What changed, as `plan` gives it: `train.lr: 2e-3 -> 1e-3`.
  public let reasons: [String]
  /// How many steps `run` would do.
  public let steps: Int

  public var text: String {
    let subjects = names.map { "`\($0)`" }.joined(separator: ", ")
    let why = reasons.isEmpty ? "" : " (\(reasons.joined(separator: "; ")))"
    let work = "\(steps) step\(steps == 1 ? "" : "s")"
    return "stale: \(subjects)\(why); `run` does \(work) again, and nothing is done until then"
  }
}

extension Session {
  /// The declarations whose results were all finished by what was said before, and no longer are.
  ///
  /// - Returns: nil when nothing is out of date, or what data hold cannot be told now.
  func stale(since former: Program) -> StaleResults? {
    guard let before = try? finished(former), !before.names.isEmpty, let now = try? finished(program) else {
      return nil
    }
    let names = before.names.filter { name in
      (program.experiment(name) != nil || program.output(name) != nil) && !now.names.contains(name)
    }
    guard !names.isEmpty else { return nil }
    let wanted = Set(names)
    let steps = now.plan.steps.filter { step in
      !now.cached.contains(step.identity)
        && (step.output.map(wanted.contains) ?? step.uses.contains { wanted.contains($0.experiment) })
    }
    var reasons: [String] = []
    for step in steps {
      guard let old = before.plan.steps.first(where: { $0.place == step.place }),
        let reason = now.plan.reason(for: step, cached: now.cached, earlier: { _ in old.options }),
        step.inputs.allSatisfy(now.cached.contains), !reasons.contains(reason)
      else { continue }
      reasons.append(reason)
    }
    return StaleResults(names: names, reasons: reasons, steps: steps.count)
  }

  private struct Finished {
    let plan: Plan
    let cached: Set<StepIdentity>
    let names: [String]
  }

  /// A program's own declarations of which every step is finished.
  private func finished(_ program: Program) throws -> Finished {
    let runner = try Runner(program, ledger: ledger, base: base)
    let cached = try runner.cached()
    let experiments = program.experiments.filter { !$0.isImported }.map(\.name).filter { name in
      let steps = runner.plan.steps.filter { $0.uses.contains { $0.experiment == name } }
      return !steps.isEmpty && steps.allSatisfy { cached.contains($0.identity) }
    }
    let outputs = program.outputs.filter { !$0.isImported }.map(\.name).filter { name in
      runner.plan.step(output: name).map { cached.contains($0.identity) } ?? false
    }
    return Finished(plan: runner.plan, cached: cached, names: experiments + outputs)
  }
}
