import Foundation
import Testing

/// Files that tests read: the committed fixtures, and the development data beside the project where it is laid out.
public enum TestFiles {
  /// The folder that holds Package.swift.
  public static let package = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// A committed fixture, by its path below `Scripts/references`.
  public static func fixture(_ path: String) -> URL {
    package.appending(path: "Scripts/references").appending(path: path)
  }

  /// `../shared`, or nil where the development data is not laid out.
  public static let shared: URL? = {
    let folder = package.deletingLastPathComponent().appending(path: "shared")
    return FileManager.default.fileExists(atPath: folder.path) ? folder : nil
  }()

  /// The reason shown for a test that needs the development data: `@Test(.enabled(if: TestFiles.shared != nil, TestFiles.noShared))`.
  public static let noShared: Comment = "skipped: no shared data"
}
