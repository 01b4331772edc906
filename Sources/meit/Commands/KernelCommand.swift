import Console
import Experiments
import Foundation
import Language
import Notebook

extension CommandSpec {
  private static let user = OptionSpec("user", "for this user, as when nothing else is said")
  private static let prefix = OptionSpec("prefix", value: "FOLDER", "in FOLDER/share/jupyter/kernels")
  private static let systemPrefix = OptionSpec("sys-prefix", "in the virtual environment that is active")

  /// Quarto tells the kernels of a document how large its figures are.
  private static var isStartedByQuarto: Bool { ProcessInfo.processInfo.environment["QUARTO_FIG_WIDTH"] != nil }

  static let kernel = CommandSpec(
    "kernel", "install | uninstall | run [CONNECTION_FILE]", "be a kernel of Jupyter, or tell Jupyter about it",
    details: """
      After `meit kernel install`, JupyterLab, jupyter console, nbclient and Quarto have a language called meit, and the
      cells of its notebooks are statements of a recipe. They share results with `meit run` in the same folder.

      run is what Jupyter starts. Without a connection file it listens on free ports of this machine, and says how to
      join it. Each cell is answered while another trains; interrupting stops at a safe point, and the same cell goes on
      from there.

      Where the recipe says `cluster = slurm(...)`, a cell with run hands its work over and returns; the same cell again
      shows how far it is, and in the end the results.

        meit kernel install
        jupyter lab
      """, options: [user, prefix, systemPrefix, .set, .runs, .quiet], count: 1...2
  ) { invocation in
    switch (invocation.operands[0], invocation.operands.count) {
    case ("install", 1): try install(invocation)
    case ("uninstall", 1): try uninstall(invocation)
    case ("run", _): try serve(invocation)
    case (let word, _):
      let near = suggestion(nearestName(to: word, among: ["install", "uninstall", "run"]))
      throw UsageError(
        "usage: \(invocation.command.usage)\ngot \(invocation.operands.joined(separator: " "))\(near)",
        command: invocation.command.name)
    }
    return .success
  }

  private static func kernels(_ invocation: Invocation) throws -> URL {
    let isSystem = invocation.has(systemPrefix)
    guard [invocation.has(user), isSystem, invocation.has(prefix)].count(where: \.self) < 2 else {
      throw UsageError("--user, --prefix and --sys-prefix exclude each other", command: invocation.command.name)
    }
    if let folder = invocation.value(prefix) { return try JupyterFolders.kernels(.prefix(folder)) }
    return try JupyterFolders.kernels(isSystem ? .activeEnvironment : .user)
  }

  private static func install(_ invocation: Invocation) throws {
    guard let executable = Bundle.main.executableURL?.resolvingSymlinksInPath().path else {
      throw DataError("The path of meit itself is not known.")
    }
    let kernels = try kernels(invocation)
    let folder = try KernelSpec.install(into: kernels, executable: executable)
    if !invocation.has(.quiet) { Terminal.output.line("installed \(folder.path), which runs \(executable)") }
    if let other = KernelSpec.preceding(kernels) {
      Terminal.error.line(
        "Jupyter takes \(other.path) instead, which it finds first; remove that one, or install over it with --prefix "
          + "or --sys-prefix.")
    }
  }

  private static func uninstall(_ invocation: Invocation) throws {
    let place = try kernels(invocation)
    guard let folder = try KernelSpec.uninstall(from: place) else {
      throw DataError("\(place.path) has no such kernel.")
    }
    if !invocation.has(.quiet) { Terminal.output.line("removed \(folder.path)") }
  }

  private static func serve(_ invocation: Invocation) throws {
    let session = try invocation.session(base: URL(filePath: "."))
    let notice: @Sendable (String) -> Void = { Terminal.error.line("meit kernel: \($0)") }
    let file = invocation.operands.dropFirst().first.map { URL(filePath: $0) }
    let connection = try file.map { try ConnectionFile.read($0, notice: notice) } ?? .fresh()
    let kernel = try Kernel(
      connection, history: .standard, program: Bundle.main.executableURL, isForPage: isStartedByQuarto, notice: notice)
    // Jupyter asks by messages; a terminal and a process manager by signals.
    let react: @Sendable (Int32) -> Void = { $0 == SIGINT ? kernel.interrupt() : $0 == SIGTERM ? kernel.end() : () }
    try Signals.shared.reacting(react) {
      guard file == nil else {
        kernel.endWithParent()
        return try kernel.run(session)
      }
      let own = JupyterFolders.runtime.appending(path: "kernel-meit-\(ProcessInfo.processInfo.processIdentifier).json")
      defer { try? FileManager.default.removeItem(at: own) }
      try kernel.run(session) { bound in
        try bound.write(own)
        notice("join it by: jupyter console --existing \(own.path)")
      }
    }
  }
}
