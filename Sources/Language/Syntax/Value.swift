/// A number as it was written, with its unit.
public struct Number: Sendable {
  public var value: Double
  public var unit: Unit?
  /// How the author wrote the digits (`1e-5`, `0.10`); the printer keeps it.
  public var spelling: String

  public init(_ value: Double, _ unit: Unit? = nil, spelling: String? = nil) {
    self.value = value
    self.unit = unit
    self.spelling = spelling ?? Number.shortest(value)
  }

  /// The shortest digits that read back as the same number; whole numbers have no point.
  public static func shortest(_ value: Double) -> String {
    guard value == value.rounded(), abs(value) < 1e15 else { return "\(value)" }
    return "\(Int64(value))"
  }
}

extension Number: Equatable {
  public static func == (left: Number, right: Number) -> Bool {
    left.value == right.value && left.unit == right.unit
  }
}

/// One argument of a call; without a name it takes the next parameter in order.
public struct Argument: Equatable, Sendable {
  public var name: Name?
  public var value: Value

  public init(_ name: Name?, _ value: Value) {
    self.name = name
    self.value = value
  }
}

/// A name or dotted path as it was written.
public struct Name: Equatable, Sendable, ExpressibleByStringLiteral {
  public var text: String
  public var place: Place

  public init(_ text: String, _ place: Place = .nowhere) {
    self.text = text
    self.place = place
  }

  public init(stringLiteral text: String) { self.init(text) }
}

/// Comments inside a list or call, kept with the element that they belong to.
public struct InnerComments: Equatable, Sendable {
  /// Whole lines above the element.
  public var before: [String] = []
  /// Behind the element, on its line.
  public var after: String?
  /// Whole lines before the closing bracket.
  public var closing: [String] = []

  public init() {}

  var isEmpty: Bool { before.isEmpty && after == nil && closing.isEmpty }
}

/// What stands on the right of `=`, with its place and the comments inside it.
public struct Value: Sendable {
  public indirect enum Kind: Equatable, Sendable {
    case number(Number)
    case string(String)
    /// A choice, a declaration, or a dotted path such as `model.fusion`.
    case name(String)
    case boolean(Bool)
    case call(Name, [Argument])
    case list([Value])
    case tuple([Value])
    /// `first..last`, `first..last by step`.
    case range(Number, Number, by: Number?)
  }

  public var kind: Kind
  public var place: Place
  public var comments: InnerComments?
  /// The name that `let` gave it, where it was written by that name; tables and figures call it so.
  public var alias: String?

  public init(_ kind: Kind, _ place: Place = .nowhere, comments: InnerComments? = nil, alias: String? = nil) {
    self.kind = kind
    self.place = place
    self.comments = comments
    self.alias = alias
  }
}

extension Value: Equatable {
  /// What a value is called makes no difference.
  public static func == (left: Value, right: Value) -> Bool {
    left.kind == right.kind && left.place == right.place && left.comments == right.comments
  }
}
