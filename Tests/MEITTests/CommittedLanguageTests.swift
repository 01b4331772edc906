import Experiments
import Foundation
import MEIT
import TestSupport
import Testing

/// What is committed about the language is what the catalog says today; each file's command writes it anew.
@Suite struct CommittedLanguageTests {
  private func committed(_ path: String) throws -> String {
    try String(contentsOf: TestFiles.package.appending(path: path), encoding: .utf8)
  }

  @Test func theGuideIsCurrent() throws {
    #expect(try committed("Guide/Language.md") == Manual(.meit).markdown, "meit docs > Guide/Language.md")
  }

  @Test func theTextMateGrammarIsCurrent() throws {
    #expect(
      try committed("Editors/meit.tmLanguage.json") == Catalog.meit.textMateGrammar,
      "meit docs --grammar textmate > Editors/meit.tmLanguage.json")
  }

  @Test func theVimSyntaxIsCurrent() throws {
    #expect(
      try committed("Editors/vim/syntax/meit.vim") == Catalog.meit.vimSyntax,
      "meit docs --grammar vim > Editors/vim/syntax/meit.vim")
  }

  @Test func theGrammarIsJSONWhosePatternsAreRegularExpressions() throws {
    let grammar = try JSONSerialization.jsonObject(with: Data(Catalog.meit.textMateGrammar.utf8)) as? [String: Any]
    let patterns = try #require(grammar?["patterns"] as? [[String: Any]])
    #expect(patterns.count > 8)
    for pattern in patterns.compactMap({ $0["match"] as? String }) {
      #expect(throws: Never.self) { try NSRegularExpression(pattern: pattern) }
    }
  }

  @Test func everyRecipeOfTheGuideCanBeRead() {
    for section in Manual(.meit).sections {
      for case .recipe(let text) in section.blocks {
        #expect(parse(text).diagnostics.isEmpty, "\(section.title)")
      }
    }
  }

  @Test func theGuidesFirstRecipesAreRightTogether() throws {
    let recipes = Manual(.meit).sections.flatMap(\.blocks).compactMap { block -> String? in
      if case .recipe(let text) = block { text } else { nil }
    }
    #expect(check(SourceText(name: "guide", text: try #require(recipes.first)), catalog: .meit).diagnostics.isEmpty)
  }

  @Test func linksOfTheGuideLeadToHeadings() {
    func anchors(_ sections: [Manual.Section]) -> [String] { sections.flatMap { [$0.anchor] + anchors($0.sections) } }
    let all = anchors(Manual(.meit).sections)
    #expect(Set(all).count == all.count)
    let html = Manual(.meit).html(.meit)
    for anchor in all { #expect(html.contains("id=\"\(anchor)\""), "\(anchor)") }
    #expect(!html.contains("src=") && !html.contains("<link"))
  }
}
