/// Where the parts of an ECG sheet stand, in mm of ECG paper from the sheet's lower left corner.
struct PaperLayout {
  static let millimetresPerSecond = 25.0
  static let millimetresPerMillivolt = 10.0
  /// A step of 1 mV for 0.2 s before the first lead of each row.
  static let pulse = (lead: 2.0, width: 5.0, tail: 3.0)
  private static let edge = 5.0
  /// On the page, not on the paper: it is not scaled.
  static let headingHeight = 5.0
  static let reportLine = 3.7

  /// One lead's piece of the recording.
  struct Strip: Equatable {
    var name: String
    /// The place of its first sample and of 0 mV.
    var x: Double
    var y: Double
    var start: Double
    var seconds: Double
  }

  let strips: [Strip]
  /// The heights of 0 mV of the rows, which begin with a calibration pulse.
  let rows: [Double]
  /// How far above 0 mV a lead's name stands.
  let nameHeight: Double
  let width: Double
  let height: Double

  init(_ sheet: ElectrocardiogramSheet) {
    let seconds = sheet.seconds
    let first = Self.edge + Self.pulse.lead + Self.pulse.width + Self.pulse.tail
    let rowHeight: Double
    let names: [[(String, Double, Double)]]
    switch sheet.layout {
    case .threeByFour(let rhythm):
      rowHeight = 30
      let part = seconds / 4
      let grid = (0..<3).map { row in
        ElectrocardiogramSheet.standardColumns.enumerated().map { ($0.element[row], Double($0.offset) * part, part) }
      }
      names = grid + [[(rhythm, 0, seconds)]]
    case .twelveByOne:
      rowHeight = 20
      names = ElectrocardiogramSheet.standardColumns.joined().map { [($0, 0, seconds)] }
    }
    let total = Double(names.count) * rowHeight + 10
    let baselines = names.indices.map { total - 5 - (Double($0) + 0.55) * rowHeight }
    rows = baselines
    strips = zip(names, baselines).flatMap { row, y in
      row.map { Strip(name: $0.0, x: first + $0.1 * Self.millimetresPerSecond, y: y, start: $0.1, seconds: $0.2) }
    }
    height = total
    nameHeight = rowHeight * 0.55 - 4
    // Whole large boxes.
    width = ((first + seconds * Self.millimetresPerSecond + Self.edge) / 5).rounded(.up) * 5
  }

  /// The place where a row's calibration pulse begins.
  static var pulseStart: Double { edge }

  static func trueWidth(of sheet: ElectrocardiogramSheet) -> Double { PaperLayout(sheet).width + 2 }

  /// The whole figure's size: the paper scaled to `width`, and the texts around it.
  static func size(of sheet: ElectrocardiogramSheet, width: Double) -> Figure.Size {
    let paper = PaperLayout(sheet)
    let scale = (width - 2) / paper.width
    let texts = ReportLines(sheet.reports, width: width - 2).height
    return .init(width: width, height: paper.height * scale + 2 + 2 * headingHeight + texts)
  }
}

extension ElectrocardiogramSheet {
  /// The recording's length: that of the longest lead; 10 s where there is none.
  var seconds: Double {
    let longest = Double(leads.map(\.millivolts.count).max() ?? 0)
    return longest > 0 && samplesPerSecond > 0 ? longest / samplesPerSecond : 10
  }

  func lead(_ name: String) -> Lead? {
    leads.first { $0.name.lowercased() == name.lowercased() }
  }
}
