import Experiments

extension PromptWord {
  /// Candidates behind `?`, `;` and `save`; nil where the language is to be asked.
  package static func completion(of line: String, at offset: Int, topics: () -> [String]) -> LineCompletion? {
    let typed = String(decoding: line.utf8.prefix(offset), as: UTF8.self)
    if typed.hasPrefix("?") {
      let topic = typed.dropFirst()
      return LineCompletion(range: 1..<offset, candidates: topics().filter { $0.hasPrefix(topic) })
    }
    guard typed.hasPrefix(";") || typed.hasPrefix("save ") else { return nil }
    return LineCompletion(range: offset..<offset, candidates: [], wantsFile: true)
  }
}
