import Language

/// What could be typed at a place of a line.
package struct LineCompletion: Equatable {
  /// The bytes of the line that a candidate replaces.
  package var range: Range<Int>
  package var candidates: [String]
  /// What follows the only candidate.
  package var closing: Unicode.Scalar = " "
  /// Names of files are asked for, which readline itself completes.
  package var wantsFile = false
  /// What the candidates are, one line each; shown when there are several.
  package var summaries: [String: String] = [:]

  package init(range: Range<Int>, candidates: [String], wantsFile: Bool = false) {
    self.range = range
    self.candidates = candidates
    self.wantsFile = wantsFile
  }

  /// The candidates as words that begin at a byte of the line, which may not be where they begin.
  package func words(from start: Int, in line: String) -> [String] {
    let bytes = Array(line.utf8)
    if start <= range.lowerBound {
      let head = String(decoding: bytes[min(start, bytes.count)..<min(range.lowerBound, bytes.count)], as: UTF8.self)
      return candidates.map { head + $0 }
    }
    let cut = start - range.lowerBound
    return candidates.filter { $0.utf8.count >= cut }.map { String(decoding: $0.utf8.dropFirst(cut), as: UTF8.self) }
  }
}

extension LineCompletion {
  /// From the language's answer for a text whose last line begins at a byte.
  init(_ completion: Completion, lineStart: Int) {
    self.init(
      range: max(0, completion.range.lowerBound - lineStart)..<max(0, completion.range.upperBound - lineStart),
      candidates: completion.candidates.map(\.text))
    wantsFile = completion.wantsFile
    summaries = Dictionary(completion.candidates.map { ($0.text, $0.summary) }) { first, _ in first }
    closing = completion.candidates.first?.kind == .group ? "." : " "
  }
}
