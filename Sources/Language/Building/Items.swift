/// `path = value`.
public func set(_ path: String, _ value: Value, file: String = #fileID, line: Int = #line) -> Statement {
  let place = Place.swift(file: file, line: line)
  return Statement(.assignment(Name(path, place), value.at(place)), place)
}

/// `path { ... }`.
public func group(
  _ path: String, file: String = #fileID, line: Int = #line, @RecipeBuilder _ body: () -> [Statement]
) -> Statement {
  let place = Place.swift(file: file, line: line)
  return Statement(.group(Name(path, place), body()), place)
}

/// `vary path in [ ... ]`.
public func vary(_ path: String, in values: [Value], file: String = #fileID, line: Int = #line) -> Statement {
  let place = Place.swift(file: file, line: line)
  return Statement(.vary(Name(path, place), Value(.list(values)).at(place)), place)
}

/// `vary path in first..last`.
public func vary(_ path: String, in range: ClosedRange<Int>, file: String = #fileID, line: Int = #line) -> Statement {
  let place = Place.swift(file: file, line: line)
  let (first, last) = (Number(Double(range.lowerBound)), Number(Double(range.upperBound)))
  return Statement(.vary(Name(path, place), Value(.range(first, last, by: nil), place)), place)
}

/// `vary path in name`, where a `let` bound the name.
public func vary(_ path: String, inNamed name: String, file: String = #fileID, line: Int = #line) -> Statement {
  let place = Place.swift(file: file, line: line)
  return Statement(.vary(Name(path, place), Value(.name(name), place)), place)
}

/// `tie (a, b) in [(1, 2), (3, 4)]`.
public func tie(_ paths: String..., in points: [[Value]], file: String = #fileID, line: Int = #line) -> Statement {
  let place = Place.swift(file: file, line: line)
  let values = Value(.list(points.map { Value(.tuple($0)) })).at(place)
  return Statement(.tie(paths.map { Name($0, place) }, values), place)
}

/// `hold [a, b]`.
public func hold(_ paths: String..., file: String = #fileID, line: Int = #line) -> Statement {
  let place = Place.swift(file: file, line: line)
  return Statement(.hold(Value(.list(paths.map { Value(.name($0)) })).at(place)), place)
}

/// `skip when a = b and c > d`, written `skip(when: option("a") == "b" && option("c") > 3)`.
public func skip(when condition: Condition, file: String = #fileID, line: Int = #line) -> Statement {
  let place = Place.swift(file: file, line: line)
  return Statement(.skip(condition.at(place)), place)
}

/// `scale name { ... }`: what holds at one scale of the recipe alone.
public func scale(
  _ name: String, file: String = #fileID, line: Int = #line, @RecipeBuilder _ body: () -> [Statement]
) -> Statement {
  let place = Place.swift(file: file, line: line)
  return Statement(.scale(Name(name, place), body()), place)
}

/// The path of an option, to be compared in `skip`.
public func option(_ path: String) -> OptionReference { OptionReference(path: path) }

/// What `option(_:)` gives: comparing it makes a condition.
public struct OptionReference {
  let path: String

  private func compared(_ comparison: Condition.Comparison, _ value: Value) -> Condition {
    .compare(Name(path), comparison, value)
  }

  public static func == (left: Self, right: Value) -> Condition { left.compared(.equal, right) }
  public static func != (left: Self, right: Value) -> Condition { left.compared(.notEqual, right) }
  public static func < (left: Self, right: Value) -> Condition { left.compared(.less, right) }
  public static func <= (left: Self, right: Value) -> Condition { left.compared(.lessOrEqual, right) }
  public static func > (left: Self, right: Value) -> Condition { left.compared(.greater, right) }
  public static func >= (left: Self, right: Value) -> Condition { left.compared(.greaterOrEqual, right) }
  public func isOne(of values: [Value]) -> Condition { compared(.oneOf, Value(.list(values))) }
}

extension Condition {
  public static func && (left: Condition, right: Condition) -> Condition {
    if case .all(let parts) = left { return .all(parts + [right]) }
    return .all([left, right])
  }

  public static func || (left: Condition, right: Condition) -> Condition {
    if case .any(let parts) = left { return .any(parts + [right]) }
    return .any([left, right])
  }

  func at(_ place: Place) -> Condition {
    switch self {
    case .compare(let path, let comparison, let value):
      .compare(Name(path.text, place), comparison, value.at(place))
    case .all(let parts): .all(parts.map { $0.at(place) })
    case .any(let parts): .any(parts.map { $0.at(place) })
    }
  }
}

extension Value {
  /// The value with this place on itself and on everything inside it.
  func at(_ place: Place) -> Value {
    let kind: Kind =
      switch self.kind {
      case .list(let elements): .list(elements.map { $0.at(place) })
      case .tuple(let elements): .tuple(elements.map { $0.at(place) })
      case .call(let name, let arguments):
        .call(
          Name(name.text, place),
          arguments.map { argument in
            Argument(argument.name.map { Name($0.text, place) }, argument.value.at(place))
          })
      default: self.kind
      }
    return Value(kind, place, comments: comments)
  }
}
