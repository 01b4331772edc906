/// Reads the tokens before a cursor and knows what may come next. The text need not be whole.
struct CompletionContext {
  private enum Block {
    case experiment, sweep, table, figure
    case group(String)
    /// `scale NAME { ... }`, in which the same may stand as around it.
    case scale
  }

  /// What the rest of a statement takes.
  private enum Expectation {
    case statement
    case option
    case held
    case declaration
    case value(Option)
    case argument(Choice)
    case command
    case nothing
  }

  let source: SourceText
  let catalog: Catalog
  /// The bytes of the word at the cursor.
  private(set) var fragment: Range<Int>
  private(set) var isInString = false
  private(set) var isInComment = false
  private var blocks: [Block] = []
  private var expectation = Expectation.statement
  /// The brackets around the cursor: what was expected outside, and for a call whose arguments they hold.
  private var brackets: [(outside: Expectation, call: Choice?)] = []
  private var declared: [String] = []
  private var lastNumber = false

  init(_ source: SourceText, catalog: Catalog) {
    self.source = source
    self.catalog = catalog
    fragment = source.bytes.count..<source.bytes.count
  }

  mutating func read() {
    var tokens = Lexer.tokens(of: source).tokens.filter { $0.kind != .end }
    if let last = tokens.last, Int(last.end) == source.bytes.count, last.kind == .comment {
      isInComment = true
    } else if let last = tokens.last, last.kind == .broken, source.bytes[Int(last.start)] == UInt8(ascii: "\"") {
      isInString = true
      fragment = Int(last.start) + 1..<source.bytes.count
    } else {
      let isPart: (UInt8) -> Bool = { ByteClass.isWord($0) || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "/") }
      let typed = source.bytes.reversed().prefix(while: isPart).count
      fragment = source.bytes.count - typed..<source.bytes.count
      tokens.removeAll { Int($0.start) >= fragment.lowerBound }
    }
    var words: [String] = []
    for token in tokens { step(token, &words) }
    // A declaration cannot build on itself.
    if words.count > 1, Declaration.Kind(rawValue: words[0]) != nil, declared.last == words[1] { declared.removeLast() }
  }

  private mutating func step(_ token: Token, _ words: inout [String]) {
    lastNumber = token.kind == .number
    switch token.kind {
    case .newline, .semicolon:
      guard brackets.isEmpty || token.kind == .semicolon else { return }
      (words, brackets, expectation) = ([], [], .statement)
    case .leftBrace:
      open(words)
      (words, brackets, expectation) = ([], [], .statement)
    case .rightBrace:
      if !blocks.isEmpty { blocks.removeLast() }
      (words, brackets, expectation) = ([], [], .statement)
    case .word: word(source.text(token.range), &words)
    case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual: comparison(words)
    case .leftBracket: brackets.append((expectation, nil))
    case .leftParenthesis: call(words.last)
    case .rightBracket, .rightParenthesis: expectation = brackets.popLast()?.outside ?? .nothing
    case .comma: if let call = brackets.last?.call { expectation = .argument(call) }
    default: break
    }
  }

  private mutating func call(_ name: String?) {
    guard case .value(let option) = expectation, let name,
      let choice = option.type.choiceSets.lazy.compactMap({ $0[name] }).first
    else { return brackets.append((expectation, nil)) }
    brackets.append((expectation, choice))
    expectation = .argument(choice)
  }

  private mutating func open(_ words: [String]) {
    guard blocks.count < Parser.deepest else { return }
    switch words.first.flatMap(Declaration.Kind.init(rawValue:)) {
    case .experiment?: blocks.append(.experiment)
    case .sweep?: blocks.append(.sweep)
    case .table?: blocks.append(.table)
    case .figure?: blocks.append(.figure)
    case nil:
      let isScale = words.count == 2 && words[0] == Keyword.scale.rawValue
      blocks.append(isScale ? .scale : .group(path(words.first ?? "")))
    }
  }

  private mutating func word(_ text: String, _ words: inout [String]) {
    words.append(text)
    if case .statement = expectation, words.count == 1 {
      switch Keyword(rawValue: text) {
      case .vary?, .tie?: expectation = .option
      case .hold?: expectation = .held
      case .scale?: expectation = catalog.option(Catalog.scaleOption).map { .value($0) } ?? .nothing
      case .experiment?, .sweep?, .table?, .figure?, .let?, .use?, .skip?: expectation = .nothing
      default: expectation = catalog.command(text) == nil ? .nothing : .command
      }
      return
    }
    switch Keyword(rawValue: text) {
    case .from?, .of?: expectation = .declaration
    case .when?, .and?, .or?: expectation = .option
    case .in?: expectation = words.dropLast().last.flatMap(option).map { .value($0) } ?? .nothing
    default:
      if words.count == 2, Declaration.Kind(rawValue: words[0]) != nil { declared.append(text) }
    }
  }

  private mutating func comparison(_ words: [String]) {
    guard let last = words.last else { return }
    if case .argument(let choice) = expectation {
      if let parameter = choice.parameters.first(where: { $0.path == last }) { expectation = .value(parameter) }
      return
    }
    expectation = option(last).map { .value($0) } ?? .nothing
  }

  /// The whole path of an option that is written inside groups.
  func path(_ written: String) -> String {
    let prefix = blocks.compactMap { if case .group(let path) = $0 { path } else { nil } }.last
    return prefix.map { "\($0).\(written)" } ?? written
  }

  /// The parameter of this name, of the call around the cursor.
  func parameter(_ name: String) -> Option? {
    brackets.last?.call?.parameters.first { $0.path == name }
  }

  /// The option that a path means inside the blocks around the cursor.
  func option(_ written: String) -> Option? {
    let full = path(written)
    for block in blocks.reversed() {
      if case .table = block { return catalog.tableOptions.first { $0.path == full } }
      if case .figure = block { return catalog.figureOptions.first { $0.path == full } }
    }
    return catalog.option(full)
  }
}

// What the expectation offers.
extension CompletionContext {
  private typealias Candidate = Completion.Candidate

  func candidates() -> [Completion.Candidate] {
    switch expectation {
    case .statement: statements()
    case .option: optionCandidates(catalog.options)
    case .held:
      catalog.groups.sorted().map { Candidate(text: $0, kind: .group, summary: "a group of options") }
        + optionCandidates(catalog.options)
    case .declaration, .command:
      declared.map { Candidate(text: $0, kind: .declaration, summary: "declared in this recipe") }
    case .value(let option): lastNumber ? units(option.type) : values(option.type)
    case .argument(let choice):
      choice.parameters.map { Candidate(text: $0.path, kind: .parameter, summary: $0.summary) }
    case .nothing: []
    }
  }

  private func statements() -> [Candidate] {
    switch blocks.last(where: { if case .scale = $0 { false } else { true } }) {
    case .table?: return optionCandidates(catalog.tableOptions)
    case .figure?: return optionCandidates(catalog.figureOptions)
    case .experiment?: return optionCandidates(catalog.options)
    case .sweep?: return keywords([.vary, .tie, .hold, .skip, .scale]) + optionCandidates(catalog.options)
    case .group(let path)?:
      return catalog.options(under: path).map { option in
        Candidate(text: String(option.path.dropFirst(path.count + 1)), kind: .option, summary: option.summary)
      }
    case nil, .scale?:
      let commands = catalog.commands.map { Candidate(text: $0.name, kind: .command, summary: $0.summary) }
      return keywords(Keyword.openers) + commands + optionCandidates(catalog.options)
    }
  }

  private func keywords(_ keywords: [Keyword]) -> [Candidate] {
    keywords.map { Candidate(text: $0.rawValue, kind: .keyword, summary: $0.summary) }
  }

  private func optionCandidates(_ options: [Option]) -> [Candidate] {
    options.map { Candidate(text: $0.path, kind: .option, summary: $0.summary) }
  }

  private func units(_ type: ValueType) -> [Candidate] {
    type.unitSymbols.map { Candidate(text: $0, kind: .unit, summary: "") }
  }

  private func values(_ type: ValueType) -> [Candidate] {
    switch type {
    case .boolean: ["true", "false"].map { Candidate(text: $0, kind: .value, summary: "") }
    case .choice(let set): set.choices.map { Candidate(text: $0.name, kind: .choice, summary: $0.summary) }
    case .list(let element): values(element)
    case .oneOf(let types), .tuple(let types): types.flatMap(values)
    case .option: optionCandidates(catalog.options)
    case .metric: catalog.metrics.map { Candidate(text: $0.name, kind: .metric, summary: $0.summary) }
    default: []
    }
  }
}

extension Keyword {
  /// One line for completion and help.
  public var summary: String {
    switch self {
    case .experiment: "options under a name"
    case .sweep: "an experiment over several values"
    case .table: "a table of results"
    case .figure: "a figure of results"
    case .from: "what it builds on"
    case .of: "whose results it shows"
    case .let: "a name for a value"
    case .use: "the declarations of another recipe"
    case .vary: "every value of an option, with every value of the other axes"
    case .tie: "several options that change together"
    case .hold: "what must not differ between the cells"
    case .skip: "leaves cells out"
    case .scale: "what holds at one scale of the recipe"
    case .in, .when, .and, .or, .by, .true, .false: ""
    }
  }
}
