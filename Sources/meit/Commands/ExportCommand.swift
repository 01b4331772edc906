import Console
import Experiments
import Foundation

extension CommandSpec {
  private static let destination = OptionSpec("to", value: "FOLDER", "where the files go; it must not be there yet")

  static let export = CommandSpec(
    "export", "STEP", "copy what a finished step made: a model, an adapter, reports, a table",
    details: """
      STEP is the beginning of a step's name as `meit plan` prints it, or the name of an experiment: then its training is
      meant. A model in Hugging Face layout can be named in recipes as checkpoint(path = "FOLDER").

        meit export pretrain-tiny --to models/tiny
      """, options: [destination, .runs, .quiet], count: 1...1
  ) { invocation in
    guard let target = invocation.value(destination) else {
      throw UsageError("--to is missing: \(invocation.command.usage)", command: invocation.command.name)
    }
    let ledger = invocation.ledger
    let record = try ledger.exportable(invocation.operands[0])
    let folder = ledger.folder(of: record.key)
    guard !FileManager.default.fileExists(atPath: target) else {
      throw DataError("\(target) is there already; choose another folder, or remove it first.")
    }
    for file in record.files {
      let place = URL(filePath: target).appending(path: file.path)
      try FileManager.default.createDirectory(
        at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
      try FileManager.default.copyItem(at: folder.appending(path: file.path), to: place)
    }
    if !invocation.has(.quiet) {
      Terminal.output.line("\(record.description.place): \(record.files.count) files in \(target)")
    }
    return .success
  }
}

extension Ledger {
  /// A finished step by its name, or the last training of an experiment.
  fileprivate func exportable(_ name: String) throws -> StepRecord {
    let trainings = try steps().filter { record in
      record.key.kind == "tune" && record.description.place.split(separator: " ").dropFirst(2).first ?? "" == name
    }
    return try trainings.last ?? step(name)
  }
}
