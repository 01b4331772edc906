import Foundation

/// Slurm's own commands.
public struct SlurmClient: Sendable {
  /// A task of an array as the queue knows it.
  public struct TaskState: Equatable, Sendable {
    /// Slurm's word: `RUNNING`.
    public let word: String
    /// Why it waits, or how it ended.
    public let reason: String
    /// How long it has been running this time: `1:02:03`.
    public let elapsed: String

    /// Whether it runs or will.
    public var isActive: Bool { Self.active.contains(word) }

    private static let active: Set = [
      "PENDING", "RUNNING", "SUSPENDED", "COMPLETING", "CONFIGURING", "REQUEUED", "REQUEUE_FED", "REQUEUE_HOLD",
      "RESV_DEL_HOLD", "RESIZING", "SIGNALING", "SPECIAL_EXIT", "STAGE_OUT", "STOPPED",
    ]
  }

  public init() {}

  /// Hands a batch script in and gives the job's number.
  /// - Throws: `DataError` with what Slurm says.
  func submit(_ script: URL) throws -> String {
    let output = try call("sbatch", ["--parsable", script.path])
    // `NUMBER` or `NUMBER;CLUSTER`.
    guard let id = output.split(separator: ";").first.map({ $0.trimmingCharacters(in: .whitespacesAndNewlines) }) else {
      throw DataError("sbatch gave no number for the job.")
    }
    return id
  }

  /// The tasks of some jobs by job and index: what the queue says, in one call, and of tasks that it knows no more, for
  /// they ended some minutes ago, what the accounts say, in another; without accounts these have no state.
  /// - Throws: `DataError` with what Slurm says.
  func states(of jobs: [ClusterJob]) throws -> [String: [Int: TaskState]] {
    let queued = try queued(jobs.map(\.id))
    let left = jobs.filter { job in job.tasks.indices.contains { queued[job.id]?[$0] == nil } }
    return queued.merging(accounted(left.map(\.id))) { queued, accounted in
      queued.merging(accounted) { state, _ in state }
    }
  }

  /// Where Slurm keeps no accounts `sacct` fails.
  private func accounted(_ jobs: [String]) -> [String: [Int: TaskState]] {
    guard !jobs.isEmpty else { return [:] }
    let words = ["--noheader", "--parsable2", "--allocations", "--jobs=\(jobs.joined(separator: ","))"]
    let output = try? call("sacct", words + ["--format=\(Self.accountsFormat)"])
    return output.map(Self.states(inAccounts:)) ?? [:]
  }

  private func queued(_ jobs: [String]) throws -> [String: [Int: TaskState]] {
    guard !jobs.isEmpty else { return [:] }
    let words = ["--noheader", "--array", "--states=all", "--jobs=\(jobs.joined(separator: ","))"]
    do {
      return Self.states(in: try call("squeue", words + ["--format=\(Self.format)"]))
    } catch let error where "\(error)".contains(Self.unknownJob) { return [:] }
  }

  private static let unknownJob = "Invalid job id"
  private static let format = "%F|%K|%T|%r|%M"
  private static let accountsFormat = "JobID,State,Elapsed"

  /// Lines of `sacct`: `7_0|CANCELLED by 1000|00:00:07`.
  package static func states(inAccounts text: String) -> [String: [Int: TaskState]] {
    var found: [String: [Int: TaskState]] = [:]
    for line in text.split(separator: "\n") {
      let parts = line.split(separator: "|", omittingEmptySubsequences: false)
      let task = parts[0].split(separator: "_")
      guard parts.count == 3, task.count == 2, let index = Int(task[1]), let word = parts[1].split(separator: " ").first
      else { continue }
      found[String(task[0]), default: [:]][index] = TaskState(
        word: String(word), reason: "", elapsed: String(parts[2]))
    }
    return found
  }

  /// Lines of `squeue`.
  package static func states(in text: String) -> [String: [Int: TaskState]] {
    var found: [String: [Int: TaskState]] = [:]
    for line in text.split(separator: "\n") {
      let parts = line.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
      guard parts.count == 5, let index = Int(parts[1]) else { continue }
      found[parts[0], default: [:]][index] = TaskState(word: parts[2], reason: parts[3], elapsed: parts[4])
    }
    return found
  }

  /// Puts the task that this process is back into the queue; Slurm then ends the process.
  /// - Throws: `DataError` with what Slurm says.
  public func requeue(environment: [String: String]) throws {
    guard let job = environment["SLURM_ARRAY_JOB_ID"], let task = environment["SLURM_ARRAY_TASK_ID"] else { return }
    _ = try call("scontrol", ["requeue", "\(job)_\(task)"], environment: environment)
  }

  private func call(_ command: String, _ words: [String], environment: [String: String]? = nil) throws -> String {
    let process = Process()
    let (output, errors) = (Pipe(), Pipe())
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = [command] + words
    if let environment { process.environment = environment }
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = output
    process.standardError = errors
    try process.run()
    // Both at once: a command that has filled one pipe waits for its reader and never ends the other.
    let complaint = PipeReading(errors)
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      throw DataError("\(command): \(complaint.text.trimmingCharacters(in: .whitespacesAndNewlines))")
    }
    return text
  }
}

/// Reads a pipe to its end on a thread of its own.
private final class PipeReading: @unchecked Sendable {
  private var data = Data()
  private let ended = DispatchGroup()

  init(_ pipe: Pipe) {
    ended.enter()
    Thread.detachNewThread { [self] in
      data = pipe.fileHandleForReading.readDataToEndOfFile()
      ended.leave()
    }
  }

  /// What came, when everything has.
  var text: String {
    ended.wait()
    return String(decoding: data, as: UTF8.self)
  }
}
