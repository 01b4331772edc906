import Language

/// Makes recipes of every form at random; the same seed gives the same recipe.
struct RandomRecipe {
  private var state: UInt64

  init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }

  /// xorshift64: enough for choosing among forms.
  private mutating func below(_ bound: Int) -> Int {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return Int(state % UInt64(bound))
  }

  private mutating func pick<T>(_ choices: [T]) -> T { choices[below(choices.count)] }
  private mutating func some<T>(_ most: Int, _ make: (inout Self) -> T) -> [T] {
    (0..<below(most + 1)).map { _ in make(&self) }
  }

  mutating func statements() -> [Statement] {
    some(8) { $0.trailed($0.top()) }
  }

  private mutating func trailed(_ statement: Statement) -> Statement {
    var result = statement
    switch statement.kind {
    case .comment, .cell: return result
    case .declaration, .group, .scale: if below(6) == 0 { result.opening = text() }
    default: break
    }
    if below(5) == 0 { result.trailing = text() }
    result.blankBefore = below(3) == 0
    return result
  }

  private mutating func top() -> Statement {
    switch below(10) {
    case 0: return Statement(.cell(CellMarker(title: pick(["", "Data", "A longer title"]))))
    case 1: return Statement(.cell(CellMarker(title: pick(["", "Notes"]), markdown: some(3) { $0.text() })))
    case 2: return Statement(.use(pick(["a.meit", "folder/b \"quoted\".meit", "tab\there\\"])))
    case 3: return Statement(.binding(name(), value(3)))
    case 4: return Statement(.command(name(), some(4) { Argument($0.below(3) == 0 ? $0.name() : nil, $0.value(2)) }))
    case 5, 6: return item(3)
    default:
      let kind = pick(Declaration.Kind.allCases)
      let base = kind == .experiment && below(2) == 0 ? nil : name()
      return Statement(.declaration(Declaration(kind, name(), base: base, body: some(6) { $0.trailed($0.item(3)) })))
    }
  }

  private mutating func item(_ depth: Int) -> Statement {
    switch below(depth > 0 ? 9 : 6) {
    case 0, 1: return Statement(.assignment(path(), value(3)))
    case 2: return Statement(.vary(path(), value(3)))
    case 3: return Statement(.tie([path()] + some(2) { $0.path() }, value(3)))
    case 4: return Statement(.hold(value(2)))
    case 5: return Statement(.comment(text()))
    case 6: return Statement(.skip(condition(3)))
    case 7: return Statement(.scale(name(), some(4) { $0.trailed($0.item(depth - 1)) }))
    default: return Statement(.group(path(), some(4) { $0.trailed($0.item(depth - 1)) }))
    }
  }

  private mutating func condition(_ depth: Int) -> Condition {
    switch depth > 0 ? below(4) : 0 {
    case 2: .all([condition(depth - 1), condition(depth - 1)] + some(1) { $0.condition(depth - 1) })
    case 3: .any([condition(depth - 1), condition(depth - 1)] + some(1) { $0.condition(depth - 1) })
    default: .compare(path(), pick(Condition.Comparison.allCases), value(2))
    }
  }

  private mutating func value(_ depth: Int) -> Value {
    var value = plain(depth)
    let isBracket = if case .list = value.kind { true } else { false }
    if isBracket, depth == 3, below(6) == 0 {
      value.comments = InnerComments()
      value.comments?.closing = [text()]
    }
    return value
  }

  private mutating func plain(_ depth: Int) -> Value {
    switch depth > 0 ? below(9) : below(5) {
    case 0, 1: Value(.number(number()))
    case 2: Value(.string(pick(["", "a b", "Zürich \u{1F600}", "back\\slash \"quote\"\n", "# no comment"])))
    case 3: Value(.name(pick(["llava", "llama-2-7b", "opt-6.7b", "qwen2.5-0.5b", "eval.noise.snr", "äpfel"])))
    case 4: Value(.boolean(below(2) == 0))
    case 5: Value(.call(name(), some(3) { Argument($0.below(2) == 0 ? $0.name() : nil, $0.commented(depth - 1)) }))
    case 6: Value(.list(some(5) { $0.commented(depth - 1) }))
    case 7: Value(.tuple(some(3) { $0.commented(depth - 1) }))
    default: Value(.range(number(), number(), by: below(2) == 0 ? nil : number()))
    }
  }

  private mutating func commented(_ depth: Int) -> Value {
    var value = plain(depth)
    guard below(8) == 0 else { return value }
    value.comments = InnerComments()
    value.comments?.before = [text()] + some(1) { $0.text() }
    if below(2) == 0 { value.comments?.after = text() }
    return value
  }

  private mutating func number() -> Number {
    Number(pick([0, 1, -3, 0.05, 1e-5, 2.5e10, 6.02e23, 123_456_789, -0.1]), below(3) == 0 ? pick(Unit.allCases) : nil)
  }

  private mutating func name() -> Name { Name(pick(["a", "fusion-ablation", "table-5", "x2", "from", "gpt-j-6b"])) }
  private mutating func path() -> Name { Name(pick(["model.llm", "seed", "train.lr", "eval.noise.snr", "data"])) }
  private mutating func text() -> String { pick(["", "why", "  indented", "a = b { # [", "ünïcode", "!sh"]) }
}
