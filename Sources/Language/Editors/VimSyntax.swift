extension Catalog {
  /// A syntax file for Vim that colours recipes with this vocabulary.
  public var vimSyntax: String {
    let words = Vocabulary(self)
    let units = words.units.map { $0.replacing("/", with: "\\/") }.joined(separator: "|").replacing("%", with: "\\%")
    return """
      " Vim syntax file for recipes of meit. Written by `meit docs --grammar vim`.
      if exists("b:current_syntax")
        finish
      endif

      syntax iskeyword @,48-57,_,-,.

      \(Self.keywords("meitKeyword", words.keywords))
      \(Self.keywords("meitCommand", words.commands))
      \(Self.keywords("meitOption", words.options))
      \(Self.keywords("meitMetric", words.metrics))
      \(Self.keywords("meitChoice", words.choices))
      syntax match meitNumber /\\v%(%(\\.\\.)@2<=|%([-.A-Za-z0-9_])@1<!)\\d+%(\\.\\d+)?%([eE][-+]?\\d+)?%(\\s*%(\(units)))?/
      syntax match meitOperator /\\v\\.\\.|[!<>]?\\=|[<>]/
      syntax match meitDeclared /\\v%(^\\s*%(experiment|sweep|table|figure)\\s+)@<=[A-Za-z_][-A-Za-z0-9_.]*/
      syntax region meitString start=/"/ skip=/\\\\./ end=/"/ oneline
      syntax match meitComment /#.*$/ contains=@Spell
      syntax match meitCell /^# %%.*$/
      syntax region meitBlock start=/{/ end=/}/ transparent fold

      highlight default link meitKeyword Keyword
      highlight default link meitCommand Statement
      highlight default link meitOption Identifier
      highlight default link meitMetric Special
      highlight default link meitChoice Constant
      highlight default link meitNumber Number
      highlight default link meitOperator Operator
      highlight default link meitDeclared Function
      highlight default link meitString String
      highlight default link meitComment Comment
      highlight default link meitCell Title

      let b:current_syntax = "meit"

      """
  }

  /// Lines of at most eight words, since Vim takes no line of any length.
  private static func keywords(_ group: String, _ words: [String]) -> String {
    stride(from: 0, to: words.count, by: 8).map { start in
      "syntax keyword \(group) \(words[start..<min(start + 8, words.count)].joined(separator: " "))"
    }.joined(separator: "\n")
  }
}
