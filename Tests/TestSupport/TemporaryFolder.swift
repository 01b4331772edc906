import Foundation

/// A folder of a test's own, gone with the value.
public final class TemporaryFolder {
  public let url = FileManager.default.temporaryDirectory.appending(path: "meit-test-\(UUID().uuidString)")

  public init() throws { try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true) }

  deinit { try? FileManager.default.removeItem(at: url) }

  /// A new file in the folder.
  public func file(_ name: String, _ contents: Data) throws -> URL {
    let file = url.appending(path: name)
    try contents.write(to: file)
    return file
  }
}
