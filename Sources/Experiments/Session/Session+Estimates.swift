import Foundation
import Language

// What a run will cost.
extension Session {
  /// Longer than this nobody waits for a plan; what was not rehearsed by then is scaled from what was.
  private static let rehearsalSeconds = 10.0

  /// Estimates for the steps of a plan that are to do. Where no run of this machine says how fast it is, a few records
  /// are worked through.
  func estimates(
    _ runner: Runner, cached: Set<StepIdentity>, _ turn: SessionTurn
  ) throws -> [StepIdentity: StepEstimate] {
    let book = PaceBook(ledger)
    var estimator = Estimator(base: base, paces: book.paces())
    let open = runner.plan.steps.filter { !cached.contains($0.identity) }
    let rehearsal = Rehearsal(session: self, stop: turn.stop)
    let started = Date()
    var tried: Set<String> = []
    for step in open where step.output == nil && step.kind != "judge" {
      let settings = runner.settings(of: step)
      guard let use = step.uses.first, !estimator.knows(Pace.Key(step, settings: settings)),
        tried.insert("\(use.experiment) \(use.cell)").inserted,
        Date().timeIntervalSince(started) < Self.rehearsalSeconds
      else { continue }
      let progress = StepProgress(sink: turn.sink)
      progress(.message("timing \(step.place) on a few records"))
      let operations = (try? estimator.operations.perUnit("tune", settings)) ?? 0
      do {
        let paces = try rehearsal.paces(of: use, settings, operations: operations)
        book.note(paces)
        estimator.learn(paces)
      } catch let stopped as Stopped { throw stopped } catch {
        // What keeps a step from being rehearsed will be told when it is run.
        continue
      }
    }
    let pairs = open.compactMap { step in
      estimator.estimate(step, runner.settings(of: step)).map { (step.identity, $0) }
    }
    return Dictionary(pairs) { first, _ in first }
  }
}
