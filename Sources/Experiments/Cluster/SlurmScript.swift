import Foundation
import Language
import Markup

/// What `cluster = slurm(...)` asks for.
struct SlurmRequest: Equatable {
  let partition: String?
  let minutes: Int
  let megabytes: Int
  /// Tasks at once.
  let parallel: Int
  /// Processors of a rank.
  let processors: Int
  let ranks: Int

  /// Nil where the work is done on this machine.
  init?(_ value: Value) {
    guard value.head == "slurm" else { return nil }
    func number(_ name: String) -> Int { Int((value.argument(name)?.number ?? 1).rounded(.up)) }
    partition = value.argument("partition")?.text
    minutes = (number("time") + 59) / 60
    megabytes = number("memory")
    parallel = number("parallel")
    processors = number("processors")
    ranks = number("ranks")
  }

  /// How long before the end of its time a task is told: enough to finish an optimiser step and write a checkpoint.
  var secondsToSave: Int { min(300, minutes * 60 / 4) }
}

/// The batch script of a job array.
struct SlurmScript {
  let request: SlurmRequest
  let name: String
  let tasks: [ClusterTask]
  /// The program and its words, up to the names of the steps.
  let command: [String]
  /// Where the logs of the tasks go.
  let folder: URL

  /// The log of a task.
  static func log(of task: Int, in folder: URL) -> URL { folder.appending(path: "task-\(task).log") }

  var text: String {
    let lists = tasks.map { ShellText.quoted($0.steps.map(\.folderName).joined(separator: ",")) }
    let launcher = request.ranks > 1 ? "srun --mpi=pmix " : ""
    return """
      #!/bin/bash
      \(directives.map { "#SBATCH \($0)" }.joined(separator: "\n"))
      steps=(
        \(lists.joined(separator: "\n  "))
      )
      # The shell gives way to the program, so that Slurm's signals reach it: before the end of the time USR1, upon which
      # it writes a checkpoint and puts the task back into the queue; TERM when the task is pushed out or cancelled.
      exec \(launcher)\(command.map(ShellText.quoted).joined(separator: " ")) "${steps[$SLURM_ARRAY_TASK_ID]}"

      """
  }

  private var directives: [String] {
    [
      "--job-name=\(word(name))", "--array=0-\(tasks.count - 1)%\(request.parallel)", "--time=\(request.minutes)",
      "--mem=\(request.megabytes)M", "--ntasks=\(request.ranks)", "--cpus-per-task=\(request.processors)",
      "--requeue", "--open-mode=append", "--signal=B:USR1@\(request.secondsToSave)",
      "--output=\(word("\(folder.path)/task-%a.log"))",
    ] + (request.partition.map { ["--partition=\(word($0))"] } ?? [])
  }

  /// A directive ends at a blank that is not quoted.
  private func word(_ text: String) -> String { text.contains(where: \.isWhitespace) ? ShellText.quoted(text) : text }
}
