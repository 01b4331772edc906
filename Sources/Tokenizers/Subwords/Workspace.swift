import Synchronization

/// What one thread needs while it encodes: the words seen so far with their ids, and room for merging.
final class Workspace {
  /// Words longer than this are rare and not worth remembering.
  private static let longestRememberedWord = 48
  /// Beyond this the memory starts afresh, so that it stays bounded on endless input.
  private static let mostWords = 1 << 17

  private let words = ByteTable(minimumCapacity: 4096)
  private var ends: [Int] = []
  private var ids: [Int32] = []
  var merging = Merging()
  var lattice: [UnigramModel.Node] = []

  /// Appends the ids of a word, which `encode` works out when the word is new.
  @inline(__always)
  func remembering(_ word: UTF8Bytes, into ids: inout [Int32], _ encode: (inout [Int32]) -> Void) {
    guard word.count <= Self.longestRememberedWord else { return encode(&ids) }
    if recall(word, into: &ids) { return }
    let start = ids.count
    encode(&ids)
    remember(word, ids[start...])
  }

  @inline(__always)
  private func recall(_ word: UTF8Bytes, into result: inout [Int32]) -> Bool {
    guard let entry = words.find(word) else { return false }
    let end = ends[entry]
    var index = entry == 0 ? 0 : ends[entry - 1]
    while index < end {
      result.append(ids[index])
      index += 1
    }
    return true
  }

  private func remember(_ word: UTF8Bytes, _ wordIDs: ArraySlice<Int32>) {
    if words.count >= Self.mostWords {
      words.removeAll()
      ends.removeAll(keepingCapacity: true)
      ids.removeAll(keepingCapacity: true)
    }
    guard words.insert(word) == ends.count else { return }
    ids.append(contentsOf: wordIDs)
    ends.append(ids.count)
  }
}

/// The workspaces of one tokenizer that are not in use: as many as threads have ever encoded at once.
final class WorkspacePool: Sendable {
  private struct Idle: @unchecked Sendable { var workspaces: [Workspace] = [] }
  private let idle = Mutex(Idle())

  func withWorkspace<Result>(_ body: (Workspace) throws -> Result) rethrows -> Result {
    let workspace = idle.withLock { Borrowed($0.workspaces.popLast()) }.workspace ?? Workspace()
    let borrowed = Borrowed(workspace)
    defer { idle.withLock { idle in if let back = borrowed.workspace { idle.workspaces.append(back) } } }
    return try body(workspace)
  }

  /// A workspace on its way through the lock; only one thread holds it.
  private struct Borrowed: @unchecked Sendable {
    let workspace: Workspace?
    init(_ workspace: Workspace?) { self.workspace = workspace }
  }
}
