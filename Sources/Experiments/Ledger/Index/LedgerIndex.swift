import Foundation

/// `index.sqlite`: what the step folders say, for quick questions.
///
/// It is only ever a copy, and a memory of hashes. Whenever it is opened it is compared with the folders, so a lost
/// row, a folder copied from elsewhere or a corrupt file mends itself; where nothing can be written, or no room is
/// left, it is made in memory.
package struct LedgerIndex {
  let ledger: Ledger

  var file: URL { ledger.folder.appending(path: "index.sqlite") }

  /// Changes with the tables below; an index of another version is made again.
  private static let schemaVersion = 2
  private static let schema = [
    "CREATE TABLE steps(folder TEXT PRIMARY KEY, stamp TEXT NOT NULL, identity TEXT NOT NULL, kind TEXT NOT NULL,"
      + " place TEXT NOT NULL, started REAL NOT NULL, finished REAL NOT NULL, bytes INTEGER NOT NULL,"
      + " record TEXT NOT NULL)",
    "CREATE INDEX steps_identity ON steps(identity)",
    "CREATE TABLE options(folder TEXT NOT NULL, path TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY(folder, path))",
    "CREATE TABLE scores(folder TEXT NOT NULL, name TEXT NOT NULL, value REAL, PRIMARY KEY(folder, name))",
    "CREATE TABLE digests(path TEXT PRIMARY KEY, version TEXT NOT NULL, digest TEXT NOT NULL)",
  ]
  /// The tables with rows of steps.
  private static let stepTables = ["steps", "options", "scores"]

  /// Adds or replaces a step's rows.
  func note(_ record: StepRecord) throws(LedgerError) {
    try use { database in try insert(record, into: database) }
  }

  /// All finished steps, oldest first.
  func records() throws(LedgerError) -> [StepRecord] {
    var rows: [[Database.Value]] = []
    try use { database in
      try reconcile(database)
      rows = try database.run("SELECT record FROM steps ORDER BY finished, folder")
    }
    var records: [StepRecord] = []
    for case .text(let text)? in rows.map(\.first) {
      records.append(try JSONText.decode(StepRecord.self, from: Data(text.utf8), path: file.path))
    }
    return records
  }

  /// Opens the index, makes it again when it is corrupt, and falls back to memory where it cannot be written.
  func use(_ body: (Database) throws -> Void) throws(LedgerError) {
    do {
      do {
        try body(open())
      } catch Database.Failure.corrupt {
        try replaceCorrupt()
        try body(open())
      } catch Database.Failure.readOnly, Database.Failure.full {
        let database = try Database(path: ":memory:")
        try prepare(database)
        try body(database)
      }
    } catch let error as LedgerError {
      throw error
    } catch {
      throw .index(path: file.path, reason: "\(error)")
    }
  }

  private func open() throws -> Database {
    let database = try Database(path: file.path)
    try database.run("PRAGMA journal_mode = WAL")
    try database.run("PRAGMA synchronous = NORMAL")
    if try version(database) != Self.schemaVersion { try prepare(database) }
    return database
  }

  private func version(_ database: Database) throws -> Int {
    guard case .integer(let version)? = try database.run("PRAGMA user_version").first?.first else { return 0 }
    return version
  }

  private func prepare(_ database: Database) throws {
    try database.transaction {
      // Another process may have been quicker.
      guard try version(database) != Self.schemaVersion else { return }
      for name in Self.stepTables + ["digests"] { try database.run("DROP TABLE IF EXISTS \(name)") }
      for statement in Self.schema { try database.run(statement) }
      try database.run("PRAGMA user_version = \(Self.schemaVersion)")
    }
  }

  /// Moves a corrupt index aside, under a lock, unless another process has done so.
  private func replaceCorrupt() throws {
    guard case .taken(let lock) = try StepLock.attempt(ledger.locksFolder.appending(path: "index.lock")) else {
      // The other process is making it again; the retry waits for it by SQLite's own lock.
      return
    }
    defer { lock.release() }
    for suffix in ["-wal", "-shm"] { try Disk.remove(file.appendingSuffix(suffix)) }
    try ledger.moveAside(file)
  }

  /// Makes the rows say what the folders say: folders without a row are read, rows without a folder dropped.
  private func reconcile(_ database: Database) throws {
    var known: [String: String] = [:]
    for row in try database.run("SELECT folder, stamp FROM steps") {
      if case .text(let folder) = row[0], case .text(let stamp) = row[1] { known[folder] = stamp }
    }
    for name in Disk.names(in: ledger.stepsFolder) {
      let folder = ledger.stepsFolder.appending(path: name)
      let former = known.removeValue(forKey: name)
      guard former == nil || former != stamp(name) else { continue }
      guard let record = try? ledger.sealed(folder).open(StepRecord.self, verifying: .sizes) else { continue }
      try insert(record, into: database)
    }
    for name in known.keys { try database.transaction { try delete(name, from: database) } }
  }

  private func stamp(_ name: String) -> String {
    Disk.stamp(ledger.stepsFolder.appending(path: name).appending(path: Ledger.manifestName))?.stamp ?? ""
  }

  private func insert(_ record: StepRecord, into database: Database) throws {
    let name = record.key.folderName
    let text = String(decoding: try JSONText.encodeLine(record), as: UTF8.self)
    try database.transaction {
      try delete(name, from: database)
      try database.run(
        "INSERT INTO steps VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
          .text(name), .text(stamp(name)), .text(record.key.identity), .text(record.key.kind),
          .text(record.description.place), .real(record.started.timeIntervalSince1970),
          .real(record.finished.timeIntervalSince1970), .integer(record.bytes), .text(text),
        ])
      for option in record.description.resolved {
        let values = [name, option.path, option.value].map(Database.Value.text)
        try database.run("INSERT OR REPLACE INTO options VALUES(?, ?, ?)", values)
      }
      for (score, number) in record.summary.scores {
        try database.run("INSERT INTO scores VALUES(?, ?, ?)", [.text(name), .text(score), .real(number.value)])
      }
    }
  }

  private func delete(_ name: String, from database: Database) throws {
    for table in Self.stepTables {
      try database.run("DELETE FROM \(table) WHERE folder = ?", [.text(name)])
    }
  }
}

extension URL {
  /// The file whose name has this suffix after its extension: `index.sqlite-wal`.
  fileprivate func appendingSuffix(_ suffix: String) -> URL {
    deletingLastPathComponent().appending(path: lastPathComponent + suffix)
  }
}
