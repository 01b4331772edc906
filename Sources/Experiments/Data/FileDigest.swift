import Foundation

/// SHA-256 of files, for identities that include what was read.
enum FileDigest {
  /// - Throws: `DataError` if the file cannot be read.
  static func of(_ url: URL) throws(DataError) -> String {
    do throws(LedgerError) {
      return try ContentHash.hex(of: url)
    } catch {
      throw DataError("\(url.path) cannot be read.")
    }
  }
}
