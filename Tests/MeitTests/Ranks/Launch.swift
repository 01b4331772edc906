import Foundation
import TestSupport
import Testing

/// A recipe in a folder of its own, and the program that runs it.
final class Launch {
  static let mpirun = ["/usr/bin/mpirun", "/usr/local/bin/mpirun"].first(where: FileManager.default.fileExists)

  private let temporary: TemporaryFolder
  var folder: URL { temporary.url }
  private var log: URL { folder.appending(path: "log") }

  init(_ recipe: String) throws {
    temporary = try TemporaryFolder()
    _ = try temporary.file("small.meit", Data(recipe.utf8))
  }

  var output: String { get throws { try String(contentsOf: log, encoding: .utf8) } }

  /// Runs the recipe and gives the status; one rank may be killed once a checkpoint is there.
  func run(
    ranks: Int?, in runs: String, options: [String] = [], killingAfterCheckpoint kills: Bool = false
  ) throws -> Int32 {
    let meit = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
      .appending(path: "meit").path
    let process = Process()
    let words = [meit, "run", "small.meit", "--runs", runs, "--threads", "1"] + options
    let launcher = try ranks.map { [try #require(Self.mpirun), "--oversubscribe", "-np", "\($0)"] } ?? []
    process.executableURL = URL(filePath: (launcher + words)[0])
    process.arguments = Array((launcher + words).dropFirst())
    process.currentDirectoryURL = folder
    // Open MPI refuses root, as whom containers run tests, unless it is told twice.
    process.environment = ProcessInfo.processInfo.environment.merging(
      ["OMPI_ALLOW_RUN_AS_ROOT": "1", "OMPI_ALLOW_RUN_AS_ROOT_CONFIRM": "1"]) { $1 }
    try Data().write(to: log)
    let file = try FileHandle(forWritingTo: log)
    process.standardOutput = file
    process.standardError = file
    try process.run()
    if kills { try kill(rankOf: process, in: runs) }
    process.waitUntilExit()
    return process.terminationStatus
  }

  private func kill(rankOf process: Process, in runs: String) throws {
    while process.isRunning {
      let checkpoints = try names("\(runs)/working").flatMap { try names("\(runs)/working/\($0)/checkpoints") }
      if checkpoints.contains(where: { $0.hasPrefix("step-") }) { break }
      usleep(5_000)
    }
    let children = try String(
      contentsOfFile: "/proc/\(process.processIdentifier)/task/\(process.processIdentifier)/children", encoding: .utf8)
    let rank = try #require(children.split(separator: " ").last.flatMap { Int32($0) })
    Foundation.kill(rank, SIGKILL)
  }

  func names(_ path: String) throws -> [String] {
    let place = folder.appending(path: path).path
    return FileManager.default.fileExists(atPath: place)
      ? try FileManager.default.contentsOfDirectory(atPath: place).sorted() : []
  }

  /// What the steps wrote that must be the same bits, by path.
  func bits(_ runs: String) throws -> [String: Data] {
    var found: [String: Data] = [:]
    for step in try names("\(runs)/steps") {
      let place = folder.appending(path: "\(runs)/steps/\(step)")
      for path in try FileManager.default.subpathsOfDirectory(atPath: place.path) {
        let name = path.split(separator: "/").last ?? ""
        guard !name.hasPrefix("step.json"), !name.hasPrefix("events."),
          let bytes = try? Data(contentsOf: place.appending(path: path))
        else { continue }
        found["\(step)/\(path)"] = bytes
      }
    }
    return found
  }
}
