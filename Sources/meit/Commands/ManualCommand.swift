import Console
import Experiments
import Language

extension CommandSpec {
  private static let html = OptionSpec("html", "one page of HTML that needs no other file")
  private static let grammar = OptionSpec("grammar", value: "EDITOR", "a grammar of the language: textmate or vim")

  static let manual = CommandSpec(
    "docs", "", "write the manual of the language, or a grammar for editors",
    details: """
      Markdown, unless something else is asked for; always to standard output.

        meit docs > Guide/Language.md
        meit docs --html > language.html
        meit docs --grammar vim > ~/.vim/syntax/meit.vim
      """,
    options: [html, grammar]
  ) { invocation in
    Terminal.output.write(try text(invocation))
    return .success
  }

  private static func text(_ invocation: Invocation) throws -> String {
    switch invocation.value(grammar) {
    case nil: invocation.has(html) ? Manual(.meit).html(.meit) : Manual(.meit).markdown
    case "vim"?: Catalog.meit.vimSyntax
    case "textmate"?: Catalog.meit.textMateGrammar
    case let other?:
      throw UsageError("--grammar takes textmate or vim, not `\(other)`", command: invocation.command.name)
    }
  }
}
