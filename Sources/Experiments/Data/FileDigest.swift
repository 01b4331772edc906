import Foundation

/// SHA-256 of files, for identities that include what was read.
enum FileDigest {
  /// - Parameter index: remembers the hashes of large files.
  /// - Throws: `DataError` if the file cannot be read.
  static func of(_ url: URL, rememberedBy index: LedgerIndex? = nil) throws(DataError) -> String {
    do throws(LedgerError) {
      if let index { return try index.digest(of: url) }
      return try ContentHash.hex(of: url)
    } catch {
      throw DataError("\(url.path) cannot be read.")
    }
  }
}
