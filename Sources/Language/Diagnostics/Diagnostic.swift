/// One complaint about a recipe: what, where, what was probably meant, and what else helps.
public struct Diagnostic: Sendable, Equatable {
  /// A further line under the caret: a `note`, or a `help` that says what to write.
  public struct Note: Sendable, Equatable {
    public enum Kind: String, Sendable { case note, help }
    public var kind: Kind
    public var text: String
    /// Shown behind the text when it is about another place.
    public var place: Place

    public init(_ kind: Kind, _ text: String, at place: Place = .nowhere) {
      self.kind = kind
      self.text = text
      self.place = place
    }
  }

  public var code: ErrorCode
  public var message: String
  public var place: Place
  /// What stands behind the caret.
  public var label: String?
  /// What to put in the place of the underlined text, for an editor's quick fix.
  public var replacement: String?
  public var notes: [Note]

  public init(
    _ code: ErrorCode, _ message: String, at place: Place, label: String? = nil, replacement: String? = nil,
    notes: [Note] = []
  ) {
    self.code = code
    self.message = message
    self.place = place
    self.label = label
    self.replacement = replacement
    self.notes = notes
  }

  public var severity: Severity { code.severity }
}

extension Diagnostic: CustomStringConvertible {
  /// The complaint on one line.
  public var description: String { "\(place): \(severity.rawValue)[\(code.rawValue)]: \(message)" }
}

/// The complaints that ended an attempt, as an error to throw.
public struct Diagnostics: Error, CustomStringConvertible, Sendable {
  public var all: [Diagnostic]

  public init(_ all: [Diagnostic]) { self.all = all }

  public var description: String { all.rendered() }
}

extension Array where Element == Diagnostic {
  public var hasErrors: Bool { contains { $0.severity == .error } }

  /// By file and place, each said once.
  public func sortedByPlace() -> [Diagnostic] {
    var seen: Set<String> = []
    return enumerated().sorted { ($0.element.place.sortKey, $0.offset) < ($1.element.place.sortKey, $1.offset) }
      .map(\.element)
      .filter { diagnostic in
        let (name, offset) = diagnostic.place.sortKey
        return seen.insert("\(name):\(offset):\(diagnostic.code):\(diagnostic.message)").inserted
      }
  }
}

private func < (left: ((String, Int), Int), right: ((String, Int), Int)) -> Bool {
  left.0 == right.0 ? left.1 < right.1 : left.0 < right.0
}
