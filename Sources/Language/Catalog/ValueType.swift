/// What an option or parameter takes.
public indirect enum ValueType: Sendable {
  case boolean
  case integer(ClosedRange<Int>)
  /// A number without a unit.
  case number(ClosedRange<Double>)
  /// A number with a unit of the dimension; the bounds are in its base unit.
  case quantity(Dimension, ClosedRange<Double>)
  /// A fraction: plain (`0.03`) or in percent (`3 %`).
  case ratio(ClosedRange<Double>)
  /// A string in quotes.
  case text
  /// A string in quotes that names a file or folder.
  case path
  case choice(ChoiceSet)
  /// `[a, b]`; a single value stands for a list of one.
  case list(ValueType)
  /// `(a, b)`.
  case tuple([ValueType])
  /// The first that fits; where none does, the complaint is about the first.
  case oneOf([ValueType])
  /// The path of an option, as in `rows = model.fusion`.
  case option
  /// The name of a metric, as in `columns = [bleu-4]`.
  case metric
  /// What a table calls a row: any name, or a value as it is shown.
  case anyName

  /// Whether it takes names as they are written, whatever `let` calls by them.
  var wantsNames: Bool {
    switch self {
    case .anyName: true
    case .list(let element): element.wantsNames
    default: false
    }
  }

  /// How a complaint names it: "a whole number from 1 to 64".
  public var phrase: String {
    switch self {
    case .boolean: "true or false"
    case .integer(let bounds): "a whole number \(Self.phrase(bounds.lowerBound, bounds.upperBound))"
    case .number(let bounds): "a number \(Self.phrase(bounds))"
    case .quantity(let dimension, let bounds):
      "a \(dimension.rawValue) in \(dimension.base.symbol) \(Self.phrase(bounds))"
    case .ratio(let bounds): "a fraction \(Self.phrase(bounds)), plain or in %"
    case .text: "a string in quotes"
    case .path: "a file or folder name in quotes"
    case .choice(let set): "the name of \(set.article) \(set.noun)"
    case .list(let element): "a list; each element is \(element.phrase)"
    case .tuple(let elements): "(\(elements.map(\.phrase).joined(separator: ", ")))"
    case .oneOf(let types): types.map(\.phrase).joined(separator: ", or ")
    case .option: "the path of an option"
    case .metric: "the name of a metric"
    case .anyName: "a name or value"
    }
  }

  private static func phrase(_ low: Int, _ high: Int) -> String {
    high == .max ? "of at least \(low)" : "from \(low) to \(high)"
  }

  private static func phrase(_ bounds: ClosedRange<Double>) -> String {
    let (low, high) = (Number.shortest(bounds.lowerBound), Number.shortest(bounds.upperBound))
    switch (bounds.lowerBound.isFinite, bounds.upperBound.isFinite) {
    case (true, true): return "from \(low) to \(high)"
    case (true, false): return "of at least \(low)"
    case (false, true): return "of at most \(high)"
    case (false, false): return "of any size"
    }
  }

  /// The sets of choices that the type can name, for completion and documentation.
  public var choiceSets: [ChoiceSet] {
    switch self {
    case .choice(let set): [set]
    case .list(let element): element.choiceSets
    case .oneOf(let types), .tuple(let types): types.flatMap(\.choiceSets)
    default: []
    }
  }
}

/// Named alternatives, such as the fusions.
public struct ChoiceSet: Sendable {
  /// What one of them is called: "fusion".
  public let noun: String
  public let choices: [Choice]
  private let positions: [String: Int]

  public init(_ noun: String, _ choices: [Choice]) {
    self.noun = noun
    self.choices = choices
    positions = Dictionary(uniqueKeysWithValues: choices.enumerated().map { ($1.name, $0) })
  }

  public subscript(name: String) -> Choice? { positions[name].map { choices[$0] } }

  var article: String { noun.first.map { "aeiouAEIOU".contains($0) } == true ? "an" : "a" }
}

/// One alternative, with the parameters that its call takes.
public struct Choice: Sendable {
  public let name: String
  public let summary: String
  public let parameters: [Option]
  /// Of these parameters exactly one must be given.
  public let exactlyOne: [String]

  public init(_ name: String, _ summary: String, _ parameters: [Option] = [], exactlyOne: [String] = []) {
    self.name = name
    self.summary = summary
    self.parameters = parameters
    self.exactlyOne = exactlyOne
  }
}
