import Experiments
import Foundation
import JSON
import Notebook
import TestSupport
import Testing

@Suite struct NotebookDocumentTests {
  private func reread(_ document: NotebookDocument) throws -> NotebookDocument {
    try NotebookDocument(Array(document.text.utf8), file: "test.ipynb")
  }

  private static let example = """
    # A header.

    # %% [markdown] About
    # # Title
    #
    # Some *text*.

    # %% Declaring
    experiment a {
      seed = 1
    }

    # %%
    run

    """

  @Test func markersBeginCells() {
    let cells = NotebookDocument(recipe: Self.example).cells
    #expect(cells.map(\.kind) == [.code, .markdown, .code, .code])
    #expect(cells.map(\.title) == ["", "About", "Declaring", ""])
    #expect(
      cells.map(\.source) == [
        "# A header.", "# Title\n\nSome *text*.", "experiment a {\n  seed = 1\n}", "run",
      ])
  }

  @Test func aTitleOfSomeLinesBecomesOne() throws {
    let cell = #"{"cell_type": "code", "metadata": {"title": "a\r\nb\nc"}, "source": "run"}"#
    let json = #"{"nbformat": 4, "cells": ["# + cell + "]}"
    #expect(try NotebookDocument(Array(json.utf8), file: "test.ipynb").cells.map(\.title) == ["a b c"])
  }

  @Test func recipeThatFollowsTextIsACell() {
    let cells = NotebookDocument(recipe: "# %% [markdown]\n# text\n\n# a comment\nrun\n").cells
    #expect(cells.map(\.source) == ["text", "# a comment\nrun"])
    #expect(NotebookDocument(recipe: "# %% [markdown]\n# text\nrun").cells.map(\.source) == ["text", "run"])
  }

  @Test func theFileIsOneOfFormat4Point5() throws {
    let json = try JSONParser.parse(Array(NotebookDocument(recipe: Self.example).text.utf8))
    #expect(json["nbformat"] == 4 && json["nbformat_minor"] == 5)
    #expect(json["metadata"]?["kernelspec"]?["name"] == "meit")
    let ids = json["cells"]?.array?.compactMap { $0["id"]?.string } ?? []
    #expect(Set(ids).count == 4)
    #expect(json["cells"]?.array?[2]["source"] == ["experiment a {\n", "  seed = 1\n", "}"])
  }

  @Test func theRecipesOfThisPackageComeBackToTheByte() throws {
    let folder = TestFiles.package.appending(path: "Recipes")
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".meit") }
    #expect(!names.isEmpty)
    for name in names {
      let text = try String(contentsOf: folder.appending(path: name), encoding: .utf8)
      #expect(try reread(NotebookDocument(recipe: text)).recipe == text, "\(name)")
    }
  }

  /// Lines that look like markers, comments, escapes and their neighbours, in any order.
  private static let fragments = [
    "# %%", "#%%", "# %% a", "# %% [markdown]", "# %% [markdown] b", "#%%[raw]", "# %% [x] y", "# \\%%", "#\\\\%% c",
    "#  %%", "  # %%", "# text", "#text", "#", "# ", "#  two", "", " ", "\t", "run", "x {", "}", "%%", "\\%%", "é",
    "\r", "# %%\r", "a\rb", "[markdown]", "\u{301}", "# \u{301}", "#\u{301}%%",
  ]

  private func lines(_ random: inout some RandomNumberGenerator) -> String {
    let count = Int.random(in: 0...7, using: &random)
    var text = (0..<count).map { _ in Self.fragments.randomElement(using: &random) ?? "" }.joined(separator: "\n")
    if Bool.random(using: &random) { text += "\n" }
    return text
  }

  @Test func anyRecipeComesBackToTheByte() throws {
    var random = SystemRandomNumberGenerator()
    for _ in 0..<5000 {
      let text = lines(&random)
      #expect(
        Array(try reread(NotebookDocument(recipe: text)).recipe.utf8) == Array(text.utf8), "\(text.debugDescription)")
    }
  }

  @Test func anyCellsComeBackAsTheyWere() throws {
    var random = SystemRandomNumberGenerator()
    let kinds: [NotebookCell.Kind] = [.code, .markdown, .raw]
    for _ in 0..<5000 {
      let cells = (0..<Int.random(in: 0...4, using: &random)).map { _ in
        NotebookCell(
          kinds.randomElement(using: &random) ?? .code, title: ["", "a", "b c"].randomElement(using: &random) ?? "",
          source: lines(&random))
      }
      let read = NotebookDocument(recipe: try reread(NotebookDocument(cells: cells)).recipe).cells
      #expect(read == cells)
    }
  }

  /// Cells that were moved, changed and removed after they came from a recipe written in some other way.
  @Test func whatWasEditedIsWrittenAsItIsNow() throws {
    var random = SystemRandomNumberGenerator()
    for _ in 0..<5000 {
      var cells = NotebookDocument(recipe: lines(&random)).cells + NotebookDocument(recipe: lines(&random)).cells
      cells.shuffle(using: &random)
      if let index = cells.indices.randomElement(using: &random) { cells[index].source += "edited" }
      let read = NotebookDocument(recipe: NotebookDocument(cells: cells).recipe).cells
      #expect(
        read.map { [$0.kind.rawValue, $0.title, $0.source] } == cells.map { [$0.kind.rawValue, $0.title, $0.source] })
    }
  }

  @Test(arguments: [
    ("", "is no notebook"), ("{}", "its nbformat is nothing"), (#"{"nbformat": 3, "cells": []}"#, "the number 3"),
    (#"{"nbformat": 4, "cells": [{"cell_type": "code"}]}"#, "cell 1"),
    (#"{"nbformat": 4, "cells": [{"cell_type": "odd", "source": ""}]}"#, "cell 1"),
    (#"{"nbformat": 4, "cells": [{"cell_type": "code", "source": [1]}]}"#, "cell 1"),
  ])
  func whatIsNoNotebookIsSaid(text: String, part: String) {
    do {
      _ = try NotebookDocument(Array(text.utf8), file: "a.ipynb")
      Issue.record("it was read")
    } catch { #expect("\(error)".contains("a.ipynb") && "\(error)".contains(part)) }
  }
}
