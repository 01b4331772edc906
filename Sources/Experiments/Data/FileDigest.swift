import Foundation
import Language

/// SHA-256 of files, for identities that include what was read.
enum FileDigest {
  /// - Throws: `DataError` if the file cannot be read.
  static func of(_ url: URL) throws(DataError) -> String {
    guard let data = try? Data(contentsOf: url, options: .mappedIfSafe) else {
      throw DataError("\(url.path) cannot be read.")
    }
    return sha256([UInt8](data))
  }
}
