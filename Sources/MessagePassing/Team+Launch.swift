import CMPI
import Foundation
import Parallel

// How a team comes together and parts.
extension Team {
  /// What launchers set for every process: `mpirun` and `srun --mpi=pmix`, `srun --mpi=pmi2`.
  private static let launchVariables = ["OMPI_COMM_WORLD_RANK", "PMIX_RANK", "PMI_RANK"]
  private static let slurmStep = "SLURM_STEP_ID"
  private static let slurmTasks = "SLURM_STEP_NUM_TASKS"

  /// The team of this launch; without a launcher MPI is not even loaded.
  ///
  /// Ranks that share a node's processors divide them, unless the launcher bound each to its own.
  /// - Throws: `TeamError.launch` when there is a launcher and the ranks cannot be joined.
  public static func launched(environment: [String: String]) throws(TeamError) -> Team {
    guard launchVariables.contains(where: { environment[$0] != nil }) else {
      try requireOneTask(environment)
      return .alone
    }
    var rank: Int32 = 0
    var count: Int32 = 1
    var status: Int32 = 0
    let reason = reasonInWords { status = cmpi_join(&rank, &count, $0, $1) }
    guard status == 0 else { throw .launch(reason: reason) }
    let team = Team(rank: Int(rank), count: Int(count))
    if team.isAlone { try requireOneTask(environment) } else { try team.divideProcessors() }
    return team
  }

  /// `srun` without MPI starts as many strangers as there are tasks, which would all do the same.
  private static func requireOneTask(_ environment: [String: String]) throws(TeamError) {
    guard environment[slurmStep] != nil, let tasks = environment[slurmTasks].flatMap({ Int($0) }), tasks > 1 else {
      return
    }
    throw .launch(reason: "srun started \(tasks) tasks that know nothing of each other; try srun --mpi=pmix")
  }

  /// Leaves the processors of a node to the ranks that may all use the same ones in equal parts.
  private func divideProcessors() throws(TeamError) {
    let sharing = try gathered(UInt64(cmpi_processors()))
    let ranks = sharing.count { $0 == sharing[rank] }
    if ranks > 1 { Pool.threads = max(1, Pool.threads / ranks) }
  }

  /// How long a rank that failed waits for the others to fail as well.
  private static let secondsToFail = 3.0

  /// Parts in good order, when all ranks do.
  public func leave() {
    if !isAlone { cmpi_leave() }
  }

  /// Parts after a failure: in good order when all ranks failed, as they do by agreement; otherwise `alone` says what
  /// happened here and the others are ended, since they would wait for this one for ever.
  public func leaveFailing(status: Int32, alone: () -> Void) {
    guard !isAlone else { return alone() }
    if isFirst { alone() }
    if cmpi_meet(Self.secondsToFail) != 0 { return cmpi_leave() }
    if !isFirst { alone() }
    cmpi_abort(status)
  }
}
