/// A 12-lead ECG on standard paper: 25 mm/s, 10 mm/mV, boxes of 1 mm and 5 mm, a calibration pulse of 1 mV.
public struct ElectrocardiogramSheet: Equatable, Sendable {
  public enum Layout: Equatable, Sendable {
    /// Three rows of four leads, 2.5 s each, one after another in time, and a rhythm strip of this lead below.
    case threeByFour(rhythm: String)
    /// Every lead in a row of its own over the whole time.
    case twelveByOne
  }

  public struct Lead: Equatable, Sendable {
    public var name: String
    /// NaN where nothing was recorded.
    public var millivolts: [Float]

    public init(_ name: String, millivolts: [Float]) {
      self.name = name
      self.millivolts = millivolts
    }
  }

  /// In any order; found by name whatever the case (`aVR` is `AVR`).
  public var leads: [Lead]
  public var samplesPerSecond: Double
  public var layout: Layout
  /// Printed under the paper, one above the other.
  public var reports: [AnnotatedReport]
  /// Printed above the paper, such as a record's name.
  public var heading: String

  public init(
    leads: [Lead], samplesPerSecond: Double, layout: Layout = .threeByFour(rhythm: "II"),
    reports: [AnnotatedReport] = [], heading: String = ""
  ) {
    self.leads = leads
    self.samplesPerSecond = samplesPerSecond
    self.layout = layout
    self.reports = reports
    self.heading = heading
  }

  /// The leads as they stand on paper, in columns from the top.
  public static let standardColumns = [
    ["I", "II", "III"], ["aVR", "aVL", "aVF"], ["V1", "V2", "V3"], ["V4", "V5", "V6"],
  ]

  /// A figure of this sheet alone.
  /// - Parameter width: in mm; nil prints the paper in its true size, so that a ruler reads it.
  public func figure(_ name: String, width: Double? = nil, caption: String = "", provenance: Provenance = Provenance())
    -> Figure
  {
    let size = PaperLayout.size(of: self, width: width ?? PaperLayout.trueWidth(of: self))
    return Figure(
      name, size: size, caption: caption, panels: [Panel("", .electrocardiogram(self))], showsLegend: false,
      provenance: provenance)
  }
}

extension Figure {
  /// Sheets one under the other.
  /// - Parameter width: in mm; nil prints the paper in its true size, so that a ruler reads it.
  public static func sheets(
    _ name: String, _ sheets: [ElectrocardiogramSheet], width: Double? = nil, caption: String = "",
    provenance: Provenance = Provenance()
  ) -> Figure {
    let sizes = sheets.map { PaperLayout.size(of: $0, width: width ?? PaperLayout.trueWidth(of: $0)) }
    let size = Size(width: sizes.map(\.width).max() ?? 0, height: sizes.map(\.height).reduce(0, +))
    return Figure(
      name, size: size, caption: caption, panels: sheets.map { Panel("", .electrocardiogram($0)) }, panelsPerRow: 1,
      showsLegend: false, provenance: provenance)
  }
}

/// A report in which what two reports agree on is highlighted.
public struct AnnotatedReport: Equatable, Sendable {
  public struct Run: Equatable, Sendable {
    public var text: String
    public var isHighlighted: Bool

    public init(_ text: String, isHighlighted: Bool = false) {
      self.text = text
      self.isHighlighted = isHighlighted
    }
  }

  /// "Generated report", "True report".
  public var title: String
  public var runs: [Run]

  public init(_ title: String, runs: [Run]) {
    self.title = title
    self.runs = runs
  }

  /// Highlights every occurrence of the phrases, whatever their case; overlapping ones are joined.
  public init(_ title: String, text: String, highlighting phrases: [String]) {
    self.init(title, runs: Self.runs(Array(text), phrases: phrases.map(Array.init)))
  }

  private static func runs(_ text: [Character], phrases: [[Character]]) -> [Run] {
    var marked = [Bool](repeating: false, count: text.count)
    let lower = text.map { $0.lowercased() }
    for phrase in phrases.map({ $0.map { $0.lowercased() } }) where !phrase.isEmpty && phrase.count <= lower.count {
      for start in 0...(lower.count - phrase.count) where Array(lower[start..<(start + phrase.count)]) == phrase {
        for place in start..<(start + phrase.count) { marked[place] = true }
      }
    }
    var runs: [Run] = []
    for (character, isMarked) in zip(text, marked) {
      if runs.last?.isHighlighted == isMarked {
        runs[runs.count - 1].text.append(character)
      } else {
        runs.append(Run(String(character), isHighlighted: isMarked))
      }
    }
    return runs
  }
}
