import JSON

extension Catalog {
  /// A TextMate grammar (as VS Code, Sublime Text and GitHub read it, in JSON) that colours recipes with this
  /// vocabulary.
  public var textMateGrammar: String {
    let words = Vocabulary(self)
    let number =
      #"(?:(?<=\.\.)|(?<![\w.-]))[-+]?\d+(\.\d+)?([eE][-+]?\d+)?(\s*(\#(Self.alternatives(words.units)))(?![\w/]))?"#
    let declaration =
      #"^\s*(experiment|sweep|table|figure)\s+([A-Za-z_][\w.-]*)(?:\s+(from|of)\s+([A-Za-z_][\w.-]*))?"#
    let patterns: [JSONValue] = [
      Self.match(#"^# %%.*$"#, "markup.heading.meit"),
      Self.match(#"#.*$"#, "comment.line.number-sign.meit"),
      Self.string,
      .object([
        ("match", .string(declaration)),
        (
          "captures",
          .object([
            ("1", Self.named("keyword.declaration.meit")), ("2", Self.named("entity.name.type.meit")),
            ("3", Self.named("keyword.declaration.meit")), ("4", Self.named("entity.name.type.meit")),
          ])
        ),
      ]),
      Self.match(number, "constant.numeric.meit"),
      Self.words(words.keywords, "keyword.control.meit"),
      Self.words(words.commands, "support.function.meit"),
      // Before the options: `encoder.macro-auc` is a metric, and `encoder` begins options.
      Self.words(words.metrics, "support.constant.metric.meit"),
      Self.words(words.options, "variable.parameter.meit"),
      Self.match(#"(?<![\w.-])[A-Za-z_][\w.-]*(?=\s*=)"#, "variable.other.meit"),
      Self.words(words.choices, "constant.language.meit"),
      Self.match(#"\.\.|[!<>]?=|[<>]"#, "keyword.operator.meit"),
    ]
    return JSONValue.object([
      ("$schema", .string("https://raw.githubusercontent.com/martinring/tmlanguage/master/tmlanguage.json")),
      ("name", .string("meit")), ("scopeName", .string("source.meit")), ("fileTypes", .array([.string("meit")])),
      ("patterns", .array(patterns)),
    ]).indentedText + "\n"
  }

  private static let string = JSONValue.object([
    ("name", .string("string.quoted.double.meit")), ("begin", .string("\"")), ("end", .string("\"|$")),
    ("patterns", .array([match(#"\\."#, "constant.character.escape.meit")])),
  ])

  private static func named(_ name: String) -> JSONValue { .object([("name", .string(name))]) }

  private static func match(_ pattern: String, _ name: String) -> JSONValue {
    .object([("match", .string(pattern)), ("name", .string(name))])
  }

  private static func words(_ words: [String], _ name: String) -> JSONValue {
    match("(?<![\\w.-])(\(alternatives(words)))(?![\\w-])", name)
  }

  /// Longer words first: the first alternative that fits is taken.
  private static func alternatives(_ words: [String]) -> String {
    words.sorted { ($0.count, $1) > ($1.count, $0) }.map { $0.replacing(".", with: "\\.") }.joined(separator: "|")
  }
}
