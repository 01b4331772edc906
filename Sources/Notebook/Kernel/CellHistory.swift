import Experiments
import Foundation
import JSON
import Synchronization

/// The cells that were carried out, kept in a file from session to session.
public final class CellHistory: Sendable {
  struct Entry: Equatable, Sendable {
    /// Counts the runs of kernels from 1.
    let session: Int
    /// Counts the cells of a session from 1.
    let line: Int
    let source: String

    var json: JSONValue { [.number(Double(session)), .number(Double(line)), .string(source)] }
  }

  private let file: URL?
  private let session: Int
  private let entries: Mutex<[Entry]>
  private static let mostEntries = 10_000

  /// `notebook-history.jsonl` in the folder for such things (XDG Base Directory Specification 0.8).
  public static var standard: CellHistory {
    CellHistory(file: UserFolders.state().appending(path: "meit/notebook-history.jsonl"))
  }

  /// - Parameter file: read now and added to; nil keeps nothing.
  public init(file: URL?) {
    self.file = file
    let text = file.flatMap { try? Data(contentsOf: $0) } ?? Data()
    let old = text.split(separator: UInt8(ascii: "\n")).suffix(Self.mostEntries).compactMap { line -> Entry? in
      guard let fields = try? JSONParser.parse(Array(line)).array, fields.count == 3,
        let session = fields[0].integer, let line = fields[1].integer, let source = fields[2].string
      else { return nil }
      return Entry(session: session, line: line, source: source)
    }
    session = (old.map(\.session).max() ?? 0) + 1
    entries = Mutex(old)
  }

  /// Keeps a cell, in the file as well; a file that cannot be written keeps nothing from being done.
  package func add(_ source: String, line: Int) {
    let entry = Entry(session: session, line: line, source: source)
    entries.withLock { $0.append(entry) }
    guard let file else { return }
    try? FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try? PrivateFile.write(Data((entry.json.text + "\n").utf8), to: file, appending: true)
  }

  /// The answer to a `history_request`: the last cells, a range of them, or those that match a pattern.
  package func answer(_ request: JSONValue) -> JSONValue {
    let all = entries.withLock { $0 }
    var found: [Entry]
    switch request["hist_access_type"]?.string {
    case "range":
      let wanted = request["session"]?.integer ?? 0
      let number = wanted > 0 ? wanted : session &+ wanted
      let start = request["start"]?.integer ?? 0
      let stop = request["stop"]?.integer ?? Int.max
      found = all.filter { $0.session == number && $0.line >= start && $0.line < stop }
    case "search":
      let pattern = request["pattern"]?.string ?? "*"
      found = all.filter { Glob.matches($0.source, pattern) }
      if request["unique"]?.bool == true {
        var seen: Set<String> = []
        found = found.reversed().filter { seen.insert($0.source).inserted }.reversed()
      }
    default: found = all
    }
    if let count = request["n"]?.integer, count >= 0 { found = found.suffix(count) }
    let withOutput = request["output"]?.bool ?? false
    return ["status": "ok", "history": .array(found.map { withOutput ? $0.withoutOutput : $0.json })]
  }
}

extension CellHistory.Entry {
  /// In the form that has room for an output, which is not kept.
  fileprivate var withoutOutput: JSONValue {
    [.number(Double(session)), .number(Double(line)), [.string(source), nil]]
  }
}

/// Patterns with `*` for any text and `?` for one character.
enum Glob {
  static func matches(_ text: String, _ pattern: String) -> Bool {
    let (text, pattern) = (Array(text), Array(pattern))
    // After each character of the pattern, how much of the text it may have taken.
    var reached: Set<Int> = [0]
    for character in pattern {
      switch character {
      case "*": reached = Set((reached.min() ?? text.count)...text.count)
      case "?": reached = Set(reached.filter { $0 < text.count }.map { $0 + 1 })
      default: reached = Set(reached.filter { $0 < text.count && text[$0] == character }.map { $0 + 1 })
      }
      guard !reached.isEmpty else { return false }
    }
    return reached.contains(text.count)
  }
}
