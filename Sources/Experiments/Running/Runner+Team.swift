import Language
import MessagePassing

// Steps that several ranks do together: the first one alone talks to the ledger, the others help or wait.
extension Runner {
  /// What the first rank tells the others about a step.
  private enum News: Codable {
    /// All ranks are to do it now.
    case begins
    /// It is finished, stopped, or failed for a reason.
    case isFinished, isStopped
    case hasFailed(reason: String)
  }

  /// The first rank does the step, alone or with the help of the others; what comes of it is the same for all.
  func performTogether(_ step: Plan.Step) throws {
    guard team.isFirst else { return try assist(step) }
    do {
      try perform(step) { _ = try team.told(News.begins) }
    } catch let error as TeamError {
      // The others cannot be told.
      throw error
    } catch {
      let isStopped = error is Stopped || (error as? TeamFailure)?.reason == Stopped().description
      _ = try team.told(isStopped ? News.isStopped : .hasFailed(reason: "\(error)"))
      throw isStopped ? Stopped() : error
    }
    _ = try team.told(News.isFinished)
  }

  private func assist(_ step: Plan.Step) throws {
    while true {
      switch try team.told(News?.none) {
      case .begins:
        // What all ranks threw alike the first one tells afterwards.
        do {
          _ = try executor(step.kind).execute(context(of: step, nil, StepProgress()))
        } catch is TeamFailure {
          continue
        } catch is Stopped { continue }
      case .isFinished: return
      case .isStopped: throw Stopped()
      case .hasFailed(let reason): throw DataError(reason)
      }
    }
  }

  /// All ranks must be about to do the same.
  /// - Throws: `DataError` when they see other recipes or data.
  func requireOnePlan() throws {
    guard !team.isAlone else { return }
    let names = try team.gathered(Array(plan.steps.map(\.key.folderName).joined(separator: "\n").utf8))
    guard let other = names.firstIndex(where: { $0 != names[0] }) else { return }
    throw DataError(
      "Rank \(other) has another plan than rank 0: recipe, data and checkpoints must be the same files for all ranks.")
  }
}
