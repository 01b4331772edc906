import Foundation

/// The commit that a folder's git repository stands at, read from its files (`gitrepository-layout`), without git.
public enum GitCommit {
  /// The 40 or 64 digits of HEAD; nil outside a repository and before the first commit.
  public static func current(of folder: URL) -> String? {
    var place = folder.standardizedFileURL
    while true {
      if let repository = repository(at: place) { return head(of: repository) }
      guard place.pathComponents.count > 1 else { return nil }
      place = place.deletingLastPathComponent()
    }
  }

  /// The repository's own folder; in a worktree and in a submodule `.git` is a file that names it.
  private static func repository(at place: URL) -> URL? {
    let git = place.appending(path: ".git")
    guard Disk.exists(git) else { return nil }
    guard !Disk.isFolder(git) else { return git }
    return value(of: "gitdir: ", in: git).map { path($0, from: place) }
  }

  private static func path(_ text: String, from folder: URL) -> URL {
    text.hasPrefix("/") ? URL(filePath: text) : folder.appending(path: text)
  }

  private static func head(of repository: URL) -> String? {
    let head = repository.appending(path: "HEAD")
    guard let name = value(of: "ref: ", in: head) else { return value(of: "", in: head) }
    let common = value(of: "", in: repository.appending(path: "commondir")).map { path($0, from: repository) }
    for store in [repository, common].compactMap(\.self) {
      if let commit = value(of: "", in: store.appending(path: name)) { return commit }
      if let commit = packed(name, in: store) { return commit }
    }
    return nil
  }

  private static func packed(_ name: String, in store: URL) -> String? {
    let text = try? String(contentsOf: store.appending(path: "packed-refs"), encoding: .utf8)
    let line = text?.split(separator: "\n").first { $0.hasSuffix(" \(name)") }
    return line?.split(separator: " ").first.map(String.init)
  }

  /// What follows a prefix on a file's first line.
  private static func value(of prefix: String, in file: URL) -> String? {
    guard let text = try? String(contentsOf: file, encoding: .utf8),
      let line = text.split(separator: "\n").first, line.hasPrefix(prefix)
    else { return nil }
    return String(line.dropFirst(prefix.count))
  }
}
