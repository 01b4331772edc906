import Foundation
import Testing

/// The program itself, launched by `mpirun`.
@Suite(.enabled(if: Launch.mpirun != nil, "skipped: no mpirun (Scripts/install --cluster)"))
struct LaunchTests {
  private static let recipe = """
    experiment small {
      model.llm = tiny
      encoder.kind = temporal-conv(depth = 18, width = 4)
      data {
        source = simulated(records = 60)
        rate = 50 Hz
        duration = 5 s
        split = ratio(train = 70 %, validation = 0 %, test = 30 %)
      }
      lora { rank = 4; dropout = 10 % }
      train { steps = 12; batch = 12; accumulation = 5; lr = 2e-3; checkpoint-every = 3 }
      eval { batch = 4; limit = 10; max-new = 8 }
    }
    """

  @Test func `two and four ranks end with the bits of one process, also after a rank was killed`() throws {
    let launch = try Launch(Self.recipe)
    #expect(try launch.run(ranks: nil, in: "alone") == 0)
    let expected = try launch.bits("alone")
    #expect(expected.keys.contains { $0.hasSuffix("encoder.safetensors") })
    for ranks in [2, 4] {
      #expect(try launch.run(ranks: ranks, in: "ranks-\(ranks)") == 0)
      #expect(try launch.bits("ranks-\(ranks)") == expected, "\(ranks) ranks")
    }
    #expect(try launch.run(ranks: 2, in: "killed", killingAfterCheckpoint: true) != 0)
    #expect(try launch.names("killed/steps").allSatisfy { $0.hasPrefix("prepare-") })
    #expect(try launch.run(ranks: 4, in: "killed") == 0)
    #expect(try launch.bits("killed") == expected, "killed, then resumed by four ranks")
  }

  @Test func `what is wrong with a recipe is said once, and all ranks end`() throws {
    let launch = try Launch("experiment small { model.llm = tinny }")
    #expect(try launch.run(ranks: 3, in: "wrong") == 1)
    #expect(try launch.output.components(separatedBy: "tinny").count == 2 + 1)
  }
}

/// A recipe in a folder of its own, and the program that runs it.
private final class Launch {
  static let mpirun = ["/usr/bin/mpirun", "/usr/local/bin/mpirun"].first(where: FileManager.default.fileExists)

  private let folder: URL
  private var log: URL { folder.appending(path: "log") }

  init(_ recipe: String) throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "meit-launch-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try recipe.write(to: folder.appending(path: "small.meit"), atomically: true, encoding: .utf8)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  var output: String { get throws { try String(contentsOf: log, encoding: .utf8) } }

  /// Runs the recipe and gives the status; one rank may be killed once a checkpoint is there.
  func run(ranks: Int?, in runs: String, killingAfterCheckpoint kills: Bool = false) throws -> Int32 {
    let meit = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
      .appending(path: "meit").path
    let process = Process()
    let words = [meit, "run", "small.meit", "--runs", runs, "--threads", "1"]
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
