/// Reports set in lines of a fixed-width face, in which the place of every letter is known without asking a font.
struct ReportLines {
  struct Piece: Equatable {
    var text: String
    /// In letters from the left.
    var column: Int
    var isHighlighted: Bool
  }

  struct Line: Equatable {
    var pieces: [Piece]
    var isTitle: Bool
  }

  /// The advance of a letter of a fixed-width face at 8 pt: 0.602 em.
  static let letterWidth = 8.0 / 72 * 25.4 * 0.602

  let lines: [Line]

  var height: Double { lines.isEmpty ? 0 : Double(lines.count) * PaperLayout.reportLine + 2 }

  init(_ reports: [AnnotatedReport], width: Double) {
    let columns = max(10, Int(width / Self.letterWidth))
    lines = reports.flatMap { report in
      [Line(pieces: [Piece(text: report.title, column: 0, isHighlighted: false)], isTitle: true)]
        + Self.wrapped(report.runs, columns: columns)
    }
  }

  private static func wrapped(_ runs: [AnnotatedReport.Run], columns: Int) -> [Line] {
    var lines = [Line(pieces: [], isTitle: false)]
    var column = 0
    for word in words(runs) {
      let length = word.reduce(0) { $0 + $1.text.count }
      if column > 0 && column + 1 + length > columns {
        lines.append(Line(pieces: [], isTitle: false))
        column = 0
      }
      let isContinued = column > 0
      if isContinued { column += 1 }
      for (number, piece) in word.enumerated() {
        append(piece, at: column, joined: number == 0 && isContinued, to: &lines[lines.count - 1])
        column += piece.text.count
      }
    }
    return lines
  }

  /// Neighbouring words that are alike become one piece, so that a highlight runs on over the blank.
  private static func append(_ run: AnnotatedReport.Run, at column: Int, joined: Bool, to line: inout Line) {
    if joined, let last = line.pieces.last, last.isHighlighted == run.isHighlighted {
      line.pieces[line.pieces.count - 1].text += " " + run.text
    } else {
      line.pieces.append(Piece(text: run.text, column: column, isHighlighted: run.isHighlighted))
    }
  }

  /// The words, each of one or more runs.
  private static func words(_ runs: [AnnotatedReport.Run]) -> [[AnnotatedReport.Run]] {
    var words: [[AnnotatedReport.Run]] = []
    var isInWord = false
    for run in runs {
      for character in run.text.onOneLine {
        if character == " " {
          isInWord = false
          continue
        }
        if !isInWord { words.append([]) }
        isInWord = true
        let last = words.count - 1
        if words[last].last?.isHighlighted == run.isHighlighted {
          words[last][words[last].count - 1].text.append(character)
        } else {
          words[last].append(.init(String(character), isHighlighted: run.isHighlighted))
        }
      }
    }
    return words
  }
}
