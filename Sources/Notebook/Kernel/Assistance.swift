import Experiments
import Foundation
import Language

/// Completion and explanation in the light of what was said before.
struct Assistance {
  struct Completion {
    struct Candidate {
      let text: String
      let kind: String
      let summary: String
    }

    /// The bytes that a candidate replaces.
    var range: Range<Int>
    var candidates: [Candidate]
  }

  private let catalog: Catalog
  private let recipe: String

  init(_ catalog: Catalog, recipe: String) {
    self.catalog = catalog
    self.recipe = recipe
  }

  func completion(of text: String, at offset: Int) -> Completion {
    let typed = String(decoding: text.utf8.prefix(offset), as: UTF8.self)
    if typed.hasPrefix("?") {
      let topics = catalog.topics.filter { $0.hasPrefix(typed.dropFirst()) }
      return Completion(range: 1..<offset, candidates: topics.map { .init(text: $0, kind: "topic", summary: "") })
    }
    let found = catalog.completion(of: text, at: offset, after: recipe)
    if found.wantsFile {
      let start = String(decoding: text.utf8.prefix(offset).dropFirst(found.range.lowerBound), as: UTF8.self)
      return Completion(range: found.range.lowerBound..<offset, candidates: Self.files(startingWith: start))
    }
    var candidates = found.candidates.map {
      Completion.Candidate(text: $0.text, kind: $0.kind.rawValue, summary: $0.summary)
    }
    if found.range.lowerBound == 0 {
      candidates += PromptWord.names(from: typed, to: offset).map { .init(text: $0, kind: "keyword", summary: "") }
    }
    return Completion(range: found.range, candidates: candidates)
  }

  /// The paths that begin as the one that is being typed; folders end in `/`.
  private static func files(startingWith start: String) -> [Completion.Candidate] {
    let folder = RecipeFile.folder(of: start)
    let prefix = start.hasSuffix("/") ? start : RecipeFile.path("", in: folder)
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.isEmpty ? "." : folder)) ?? []
    return names.sorted().compactMap { name in
      let path = prefix + name
      guard path.hasPrefix(start), !name.hasPrefix(".") else { return nil }
      var isFolder: ObjCBool = false
      let isThere = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
      return .init(text: path + (isThere && isFolder.boolValue ? "/" : ""), kind: "path", summary: "")
    }
  }

  /// What there is to know about the word at a byte offset; nil when there is nothing.
  func explanation(in text: String, at offset: Int) -> String? {
    if case .help(let topic) = PromptWord(text) { return catalog.explanation(of: topic) }
    return catalog.topic(in: SourceText(name: "<cell>", text: text), at: offset).flatMap(catalog.explanation)
  }
}
