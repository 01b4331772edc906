/// A table as a value; `latex`, `markdown`, `csv`, `text(width:)` and `html` write it.
public struct Table: Equatable, Sendable {
  /// The stem of its files and its label, as `table-5`.
  public var name: String
  public var caption: String
  /// Titles of the columns that name the rows, as "Fusion" or "Model" and "Size".
  public var rowTitles: [String]
  public var columns: [Column]
  public var rows: [Row]
  /// Which ranks are marked in each column that has a better direction.
  public var marks: Set<Rank>
  /// Footnotes, in order.
  public var notes: [String]
  public var provenance: Provenance

  public init(
    _ name: String, caption: String = "", rowTitles: [String], columns: [Column], rows: [Row],
    marks: Set<Rank> = [.best, .second], notes: [String] = [], provenance: Provenance = Provenance()
  ) {
    self.name = name
    self.caption = caption
    self.rowTitles = rowTitles
    self.columns = columns
    self.rows = rows
    self.marks = marks
    self.notes = notes
    self.provenance = provenance
  }

  /// A rank that is marked: best in bold, second underlined.
  public enum Rank: Equatable, Hashable, Sendable {
    case best
    case second
  }

  public struct Column: Equatable, Sendable {
    public enum Better: Equatable, Sendable {
      case higher
      case lower
      case neither
    }

    /// How numbers are written for reading; CSV has them as they are.
    public enum Notation: Equatable, Sendable {
      /// With the column's decimals.
      case plain
      /// 159.9M, 6.74B.
      case scaled
      /// 12.3 s, 3.2 min, 13.5 h; the numbers are in units of so many seconds.
      case duration(secondsPerUnit: Double)
    }

    public var title: String
    /// Empty for plain numbers.
    public var unit: String
    /// Digits after the point.
    public var decimals: Int
    public var better: Better
    public var notation: Notation

    public init(
      _ title: String, unit: String = "", decimals: Int = 3, better: Better = .neither, notation: Notation = .plain
    ) {
      self.title = title
      self.unit = unit
      self.decimals = max(0, decimals)
      self.better = better
      self.notation = notation
    }
  }

  public struct Row: Equatable, Sendable {
    /// One name for each of the table's `rowTitles`.
    public var names: [String]
    public var cells: [Cell]
    /// Whether a rule parts it from the row before.
    public var startsGroup: Bool
    /// Whether its values compete for best and second; published rows beside ours do not.
    public var isRanked: Bool
    /// What its values come from: only rows of one origin compete.
    public var origin: String

    public init(
      _ names: [String], _ cells: [Cell], startsGroup: Bool = false, isRanked: Bool = true, origin: String = ""
    ) {
      self.names = names
      self.cells = cells
      self.startsGroup = startsGroup
      self.isRanked = isRanked
      self.origin = origin
    }
  }
}

/// What stands in one place of a table.
public enum Cell: Equatable, Sendable {
  case empty
  case text(String)
  case number(Measured)

  /// A number without uncertainty.
  public static func number(_ value: Double) -> Cell { .number(Measured(value)) }

  /// The measured value, if the cell holds one that is a number.
  var measured: Measured? {
    if case .number(let measured) = self { return measured }
    return nil
  }
}

/// A measured value with what is known about its certainty.
public struct Measured: Equatable, Sendable {
  public enum Spread: Equatable, Sendable {
    case interval(Interval)
    /// Standard deviation.
    case deviation(Double)
  }

  /// The outcome of a test against another row.
  public struct Test: Equatable, Sendable {
    public var p: Double
    public var against: String

    public init(p: Double, against: String) {
      self.p = p
      self.against = against
    }
  }

  public var value: Double
  public var spread: Spread?
  /// How many observations it rests on.
  public var n: Int?
  public var test: Test?

  public init(_ value: Double, _ spread: Spread? = nil, n: Int? = nil, test: Test? = nil) {
    self.value = value
    self.spread = spread
    self.n = n
    self.test = test
  }
}
