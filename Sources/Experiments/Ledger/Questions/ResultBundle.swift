import Foundation

/// What may be handed on of a run: recipe, lock, splits, scores, tables and figures; no signals and no patient data.
///
/// Only what is named here goes in. Everything else stays, whatever a later kind of step may write.
public struct ResultBundle: Equatable, Sendable {
  /// A file of the bundle.
  public enum Source: Equatable, Sendable {
    case file(URL)
    case text(Data)
  }

  /// By path in the bundle.
  public let files: [String: Source]
  /// Places of the recipe that are not finished, and so are missing.
  public let missing: [String]
  /// Places whose files show patients and were left out.
  public let withheld: [String]

  /// The kinds of step whose files may go in, and which of them, by the end of their names.
  private static let allowed: [String: [String]] = [
    "prepare": [PreparedData.fileName],
    "prepare-evaluation": [PreparedData.fileName],
    "tune": [MetricsLog.fileName],
    "pretrain-encoder": [MetricsLog.fileName],
    "score": ["scores.json", "scores.csv"],
    "tabulate": [".tex", ".md", ".csv", ".html", ".txt"],
    "draw": [".gp", ".tsv", ".pdf", ".svg", ".png", ".tex"],
  ]

  /// One line of the lock: a step by its full identity, and what did it.
  private struct LockedStep: Codable {
    let place: String
    let key: StepKey
    let fingerprint: String
    let versions: [String: String]
    let commit: String?
    let machine: Machine
  }

  /// Gathers what a run leaves.
  /// - Throws: `LedgerError`, also when a file is no longer as it was written.
  public init(_ run: RunRecord, of ledger: Ledger) throws(LedgerError) {
    var files: [String: Source] = ["recipe.meit": .text(Data(run.description.recipe.utf8))]
    var missing: [String] = []
    var withheld: [String] = []
    var lock: [LockedStep] = []
    for step in run.description.steps {
      guard let record = try ledger.finished(step.key, verifying: .hashes) else {
        missing.append(step.place)
        continue
      }
      lock.append(Self.locked(record, step.place))
      let folder = "steps/\(step.key.folderName)"
      files["\(folder)/scores.json"] = .text(try JSONText.encode(record.summary.scores))
      files["\(folder)/options.json"] = .text(try JSONText.encode(record.description.resolved))
      if record.summary.showsPatients {
        withheld.append(step.place)
        continue
      }
      for file in record.files where Self.isAllowed(file.path, of: step.key.kind) {
        files["\(folder)/\(file.path)"] = .file(ledger.folder(of: step.key).appending(path: file.path))
      }
    }
    files["lock.json"] = .text(try JSONText.encode(lock))
    self.files = files
    self.missing = missing
    self.withheld = withheld
  }

  /// Writes the bundle as a folder that must not be there yet, with `SHA256SUMS` for `sha256sum -c`.
  public func write(to folder: URL) throws(LedgerError) {
    guard !Disk.exists(folder) else {
      throw .system(path: folder.path, action: "create", reason: "it is there already")
    }
    let partial = folder.appendingPathExtension("partial")
    try Disk.remove(partial)
    var sums = ""
    for (path, source) in files.sorted(by: { $0.key < $1.key }) {
      let bytes: Data
      switch source {
      case .text(let text): bytes = text
      case .file(let url): bytes = try Disk.read(url)
      }
      let target = partial.appending(path: path)
      try Disk.createFolder(target.deletingLastPathComponent())
      try Disk.replace(target, with: bytes)
      sums += "\(ContentHash.hex(of: bytes))  \(path)\n"
    }
    try Disk.replace(partial.appending(path: "SHA256SUMS"), with: Data(sums.utf8))
    try Disk.move(partial, to: folder)
  }

  private static func isAllowed(_ path: String, of kind: String) -> Bool {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    return (allowed[kind] ?? []).contains { $0.hasPrefix(".") ? name.hasSuffix($0) : name == $0 }
  }

  private static func locked(_ record: StepRecord, _ place: String) -> LockedStep {
    LockedStep(
      place: place, key: record.key, fingerprint: record.description.fingerprint,
      versions: record.description.versions, commit: record.description.commit, machine: record.machine)
  }
}
