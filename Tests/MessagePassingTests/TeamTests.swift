import MessagePassing
import Testing

struct TeamTests {
  @Test func `a process without a launcher is alone and talks to itself`() throws {
    let team = try Team.launched(environment: ["SLURM_JOB_ID": "7", "SLURM_NTASKS": "4"])
    #expect(team.isAlone && team.isFirst)
    #expect(try team.gathered([1, 2]) == [[1, 2]])
    #expect(try team.told("news") == "news")
    #expect(try !team.any(false))
    #expect(throws: CancellationError.self) { try team.together { throw CancellationError() } }
  }

  @Test func `tasks of srun that cannot talk to each other are refused`() {
    let environment = ["SLURM_STEP_ID": "0", "SLURM_STEP_NUM_TASKS": "4"]
    #expect(throws: TeamError.self) { try Team.launched(environment: environment) }
  }
}
