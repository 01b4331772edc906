/// How a process ends.
package enum ExitStatus: Int32, Sendable {
  case success = 0
  case failure = 1
  /// Bad use of the command line; with `plan --exit-code`, that there is work to do.
  case misuse = 2
  /// Ended by ^C; what was done is kept.
  case interrupted = 130

  package static let hasWork = misuse
}
