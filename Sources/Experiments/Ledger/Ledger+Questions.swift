import Foundation

extension Ledger {
  /// All finished steps, oldest first.
  /// - Throws: `LedgerError.index`.
  public func steps() throws(LedgerError) -> [StepRecord] {
    guard Disk.exists(stepsFolder) else { return [] }
    return try index.records()
  }
}
