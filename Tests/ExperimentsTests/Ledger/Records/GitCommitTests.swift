import Experiments
import Foundation
import Testing

struct GitCommitTests {
  let folder = FileManager.default.temporaryDirectory.appending(path: "git-\(UUID().uuidString)")

  private func git(_ words: String...) throws -> String {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments =
      ["git", "-C", folder.path, "-c", "user.name=a", "-c", "user.email=a@b", "-c", "commit.gpgsign=false"] + words
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = FileHandle.nullDevice
    try process.run()
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return String(decoding: output, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
  }

  @Test func theCommitIsGits() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let below = folder.appending(path: "recipes")
    try FileManager.default.createDirectory(at: below, withIntermediateDirectories: true)
    _ = try git("init", "-q")
    try #require(FileManager.default.fileExists(atPath: folder.appending(path: ".git").path), "git is needed")
    #expect(GitCommit.current(of: below) == nil)
    _ = try git("commit", "-q", "--allow-empty", "-m", "first")
    let commit = try git("rev-parse", "HEAD")
    #expect(commit.count == 40)
    #expect(GitCommit.current(of: below) == commit)
    _ = try git("pack-refs", "--all")
    #expect(GitCommit.current(of: below) == commit)
    _ = try git("worktree", "add", "-q", "side")
    #expect(GitCommit.current(of: folder.appending(path: "side")) == commit)
    // As a submodule names its repository.
    try "gitdir: ../.git\n".write(to: below.appending(path: ".git"), atomically: true, encoding: .utf8)
    #expect(GitCommit.current(of: below) == commit)
    _ = try git("checkout", "-q", "--detach")
    #expect(GitCommit.current(of: below) == commit)
  }
}
