import Console
import Foundation
import MessagePassing

/// A process that may be one of several ranks: the first one speaks for all, and none ends while the others go on.
enum RankedProcess {
  static func run(_ body: (Team) throws -> ExitStatus) throws -> ExitStatus {
    let team = try Team.launched(environment: ProcessInfo.processInfo.environment)
    guard !team.isAlone else { return try body(team) }
    let errors = dup(STDERR_FILENO)
    if !team.isFirst { silence() }
    do {
      let status = try body(team)
      team.leave()
      return status
    } catch {
      let complaint = Complaint(error)
      team.leaveFailing(status: complaint.status.rawValue) {
        if !team.isFirst {
          dup2(errors, STDERR_FILENO)
          Terminal.error.line("rank \(team.rank):")
        }
        complaint.show()
      }
      return complaint.status
    }
  }

  private static func silence() {
    let nowhere = open("/dev/null", O_WRONLY)
    for stream in [STDOUT_FILENO, STDERR_FILENO] { dup2(nowhere, stream) }
    close(nowhere)
  }
}
