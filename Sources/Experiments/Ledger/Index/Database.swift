@preconcurrency import CSQLite
import Foundation

/// A connection to an SQLite file, used by one thread.
final class Database {
  private let connection: OpaquePointer
  private let path: String
  private static let busyMilliseconds: Int32 = 10_000

  /// A value of a column.
  enum Value: Equatable {
    case text(String)
    case integer(Int)
    case real(Double)
    case null
  }

  /// Why a statement failed; a corrupt file is told apart because it can be made again.
  enum Failure: Error {
    case corrupt(String)
    case readOnly(String)
    case full
    case other(String)
  }

  /// Opens a file, or a database in memory for `:memory:`.
  init(path: String) throws(Failure) {
    var opened: OpaquePointer?
    let code = sqlite3_open_v2(path, &opened, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, nil)
    guard code == SQLITE_OK, let opened else {
      sqlite3_close(opened)
      throw .readOnly("cannot open \(path): \(String(cString: sqlite3_errstr(code)))")
    }
    connection = opened
    self.path = path
    sqlite3_busy_timeout(connection, Self.busyMilliseconds)
  }

  deinit { sqlite3_close(connection) }

  /// Runs one statement and gives the rows.
  @discardableResult
  func run(_ statement: String, _ values: [Value] = []) throws(Failure) -> [[Value]] {
    var prepared: OpaquePointer?
    try check(sqlite3_prepare_v2(connection, statement, -1, &prepared, nil))
    defer { sqlite3_finalize(prepared) }
    for (index, value) in values.enumerated() { try check(bind(value, at: Int32(index + 1), of: prepared)) }
    var rows: [[Value]] = []
    while true {
      let code = sqlite3_step(prepared)
      if code == SQLITE_DONE { return rows }
      guard code == SQLITE_ROW else { throw failure(code) }
      rows.append((0..<sqlite3_column_count(prepared)).map { column(prepared, $0) })
    }
  }

  /// All or nothing; takes the write lock at once, so that two writers wait for each other and never fail halfway.
  func transaction(_ body: () throws -> Void) throws {
    try run("BEGIN IMMEDIATE")
    do {
      try body()
      try run("COMMIT")
    } catch {
      _ = try? run("ROLLBACK")
      throw error
    }
  }

  private func bind(_ value: Value, at index: Int32, of statement: OpaquePointer?) -> Int32 {
    // SQLITE_TRANSIENT: SQLite copies the text.
    let transient = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
    return switch value {
    case .text(let text): sqlite3_bind_text(statement, index, text, -1, transient)
    case .integer(let number): sqlite3_bind_int64(statement, index, Int64(number))
    case .real(let number): sqlite3_bind_double(statement, index, number)
    case .null: sqlite3_bind_null(statement, index)
    }
  }

  private func column(_ statement: OpaquePointer?, _ index: Int32) -> Value {
    switch sqlite3_column_type(statement, index) {
    case SQLITE_INTEGER: .integer(Int(sqlite3_column_int64(statement, index)))
    case SQLITE_FLOAT: .real(sqlite3_column_double(statement, index))
    case SQLITE_NULL: .null
    default: .text(sqlite3_column_text(statement, index).map { String(cString: $0) } ?? "")
    }
  }

  private func check(_ code: Int32) throws(Failure) {
    guard code == SQLITE_OK else { throw failure(code) }
  }

  private func failure(_ code: Int32) -> Failure {
    let message = String(cString: sqlite3_errmsg(connection))
    return switch code & 0xFF {
    case SQLITE_CORRUPT, SQLITE_NOTADB, SQLITE_FORMAT: .corrupt(message)
    case SQLITE_READONLY, SQLITE_CANTOPEN, SQLITE_PERM, SQLITE_IOERR: .readOnly(message)
    case SQLITE_FULL: .full
    default: .other(message)
    }
  }
}
