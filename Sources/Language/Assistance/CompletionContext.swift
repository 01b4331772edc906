/// Reads the tokens before a cursor and knows what may come next. The text need not be whole.
struct CompletionContext {
  enum Block {
    case experiment, sweep, table, figure
    case group(String)
    /// `scale NAME { ... }`, in which the same may stand as around it.
    case scale
  }

  /// What the rest of a statement takes.
  enum Expectation {
    case statement
    case option
    case held
    case declaration
    case value(ValueType)
    /// Any choice, as behind `let NAME =`.
    case choice
    case argument(Choice)
    case command(CommandForm)
    case word(Keyword)
    case nothing
  }

  let source: SourceText
  let catalog: Catalog
  /// The bytes of the word at the cursor.
  private(set) var fragment: Range<Int>
  private(set) var isInString = false
  private(set) var isInComment = false
  private(set) var blocks: [Block] = []
  private(set) var expectation = Expectation.statement
  /// The brackets around the cursor: what was expected outside, and for a call whose arguments they hold.
  private var brackets: [(outside: Expectation, call: Choice?)] = []
  private(set) var declared: [String] = []
  /// The options of the `tie` around the cursor.
  private var tied: [String] = []
  private(set) var lastNumber = false

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
      endStatement(&words)
    case .leftBrace:
      open(words)
      endStatement(&words)
    case .rightBrace:
      if !blocks.isEmpty { blocks.removeLast() }
      endStatement(&words)
    case .word: word(source.text(token.range), &words)
    case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual: comparison(words)
    case .leftBracket: brackets.append((expectation, nil))
    case .leftParenthesis: call(words.last)
    case .rightBracket, .rightParenthesis:
      expectation = brackets.popLast()?.outside ?? .nothing
      if brackets.isEmpty, case .option = expectation, words.first == Keyword.tie.rawValue { expectation = .word(.in) }
    case .comma: if let call = brackets.last?.call { expectation = .argument(call) }
    default: break
    }
  }

  private mutating func endStatement(_ words: inout [String]) {
    (words, brackets, tied, expectation) = ([], [], [], .statement)
  }

  private mutating func call(_ name: String?) {
    guard let name, let choice = choiceSets.lazy.compactMap({ $0[name] }).first
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

  /// The choices that a value at the cursor may make.
  var choiceSets: [ChoiceSet] {
    switch expectation {
    case .value(let type): type.choiceSets
    case .choice: catalog.options.flatMap(\.type.choiceSets)
    default: []
    }
  }

  private mutating func word(_ text: String, _ words: inout [String]) {
    words.append(text)
    if case .statement = expectation, words.count == 1 {
      expectation = Self.expected(behind: text, catalog)
      return
    }
    switch Keyword(rawValue: text) {
    case .from?, .of?: expectation = .declaration
    case .when?, .and?, .or?: expectation = .option
    case .in?:
      let paths = tied.isEmpty ? Array(words.dropLast().suffix(1)) : tied
      let types = paths.compactMap { option($0)?.type }
      expectation = types.isEmpty ? .nothing : .value(.oneOf(types))
    default:
      guard let first = words.first, brackets.isEmpty else { return tied.append(text) }
      if words.count == 2, let kind = Declaration.Kind(rawValue: first) {
        declared.append(text)
        expectation = .word(kind.isOutput ? .of : .from)
      } else if words.count == 2, first == Keyword.vary.rawValue {
        expectation = .word(.in)
      }
    }
  }

  /// What a statement's first word is followed by.
  private static func expected(behind word: String, _ catalog: Catalog) -> Expectation {
    switch Keyword(rawValue: word) {
    case .vary?, .tie?: .option
    case .hold?: .held
    case .scale?: catalog.option(Catalog.scaleOption).map { .value($0.type) } ?? .nothing
    case .skip?: .word(.when)
    case .experiment?, .sweep?, .table?, .figure?, .let?, .use?: .nothing
    default: catalog.command(word).map { .command($0) } ?? .nothing
    }
  }

  private mutating func comparison(_ words: [String]) {
    guard let last = words.last else { return }
    switch expectation {
    case .argument(let choice):
      if let parameter = choice.parameters.first(where: { $0.path == last }) { expectation = .value(parameter.type) }
    case .command(let form):
      expectation = form.options.first { $0.path == last }.map { .value($0.type) } ?? .nothing
    default:
      let isBinding = words.count == 2 && words[0] == Keyword.let.rawValue
      expectation = isBinding ? .choice : option(last).map { .value($0.type) } ?? .nothing
    }
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
    return catalog.option(full) ?? catalog.parameter(full)
  }
}
