import Foundation

/// The grades in a judge's answer.
///
/// Each title opens a section that goes on to the next title. A grade is a number from 1 to 5 that stands right behind
/// the title, behind "score", "rating" or "grade", or before "/5" or "out of 5". Where a title comes twice, as in a
/// summary at the end, the last section with a grade counts. Two different grades in one section are none.
package struct JudgeAnswer: Equatable, Sendable {
  package private(set) var grades: [JudgeDimension: Double] = [:]

  package init(_ text: String) {
    // Marks of emphasis and quotes are blanks, so that titles and numbers stand free.
    let plain = String(text.lowercased().map { "*_`\"#|".contains($0) ? " " : $0 })
    let headings = Self.headings(plain)
    for (place, heading) in headings.enumerated() {
      let end = place + 1 < headings.count ? headings[place + 1].range.lowerBound : plain.endIndex
      if let grade = Self.grade(plain[heading.range.upperBound..<end]) { grades[heading.dimension] = grade }
    }
  }

  private static func headings(_ text: String) -> [(dimension: JudgeDimension, range: Range<String.Index>)] {
    JudgeDimension.allCases.flatMap { dimension in
      text.ranges(of: dimension.title).map { (dimension, $0) }
    }.sorted { $0.1.lowerBound < $1.1.lowerBound }
  }

  private static func grade(_ section: Substring) -> Double? {
    let number = #"([1-5](?:\.[0-9]+)?)(?![0-9.]*[0-9])"#
    let patterns = [
      #"^\s*(?:\(?\s*(?:score|rating|grade)\s*\)?)?\s*[:=\-–—(\[]*\s*"# + number,
      #"(?:score|rating|grade)(?:d)?\s*(?:of|is|as|at)?\s*[:=\-–—(\[]*\s*"# + number,
      #"(?<![0-9.])"# + number + #"\s*(?:/|out of)\s*5(?![0-9])"#,
    ]
    let found = Set(patterns.flatMap { matches($0, section) })
    guard found.count == 1, let grade = found.first, (1...5).contains(grade) else { return nil }
    return grade
  }

  private static func matches(_ pattern: String, _ text: Substring) -> [Double] {
    guard let expression = try? NSRegularExpression(pattern: pattern) else { return [] }
    let string = String(text)
    return expression.matches(in: string, range: NSRange(string.startIndex..., in: string)).compactMap { match in
      Range(match.range(at: 1), in: string).flatMap { Double(string[$0]) }
    }
  }
}
