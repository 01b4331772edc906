import Reports

/// A report written out from coded statements: the rhythm first, as cardiologists do, and the verdict last.
struct WrittenReport {
  /// A statement in words, with what is known of its certainty.
  struct Item {
    let name: String
    let group: StatementGroup?
    var certainty = Certainty.definite
  }

  let items: [Item]

  /// A report of statements that are all certain.
  init(_ statements: Set<DiagnosticStatement>) {
    items = statements.map { Item(name: $0.name, group: $0.group) }
  }

  init(_ items: [Item]) { self.items = items }

  private static let order: [StatementGroup] =
    [.rhythm, .ectopy, .conduction, .axis, .hypertrophy, .qrs, .infarction, .ischaemia, .injury, .repolarisation]

  var text: String {
    let ranked = items.map { item in (item.group.flatMap(Self.order.firstIndex) ?? Self.order.count, item) }
    let sorted = ranked.sorted { ($0.0, $0.1.name) < ($1.0, $1.1.name) }.map(\.1)
    return sorted.map { Self.sentence($0) + "." }.joined(separator: " ")
  }

  private static func sentence(_ item: Item) -> String {
    switch item.certainty {
    case .definite, .negated: item.name.prefix(1).uppercased() + item.name.dropFirst()
    case .probable: "Probable " + item.name
    case .possible: "Possible " + item.name
    }
  }
}
