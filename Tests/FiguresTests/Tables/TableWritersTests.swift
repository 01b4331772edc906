import Figures
import Foundation
import Testing

@Suite struct TableWritersTests {
  @Test func latexEscapesMarksAndRules() {
    let expected = #"""
      % recipe: 3f1c9a
      \begin{table}[t]
      \centering
      \caption{Fusions on PTB\_XL \& co, 100 \% simulated.}
      \label{tab:table-5}
      \setbox0=\hbox{%
      \begin{tabular}{@{}lrrl@{}}
      \toprule
      Fusion & bleu-4 $\uparrow$ & time (s) $\downarrow$ & kind \\
      \midrule
      llava & \underline{0.501} {\scriptsize [0.480, 0.520]} & \underline{12.3} & a\textbar{}b \\
      concat\_\{x\} & \textbf{0.531}\textsuperscript{$\ddagger$} {\scriptsize [0.510, 0.550]} & \textbf{$-$3.0} & – \\
      {[flamingo]} & \underline{0.501} {\scriptsize [0.470, 0.530]} & NaN &  \\
      \midrule
      published & 0.900 & – & – \\
      \bottomrule
      \end{tabular}}%
      """#
    #expect(Table.sample.latex.hasPrefix(expected))
  }

  @Test func markdownKeepsCellsApart() {
    let lines = Table.sample.markdown.split(separator: "\n").map(String.init)
    #expect(lines[0] == "<!-- recipe: 3f1c9a -->")
    #expect(lines[1] == "**Fusions on PTB\\_XL &amp; co, 100 % simulated.**")
    #expect(lines[2] == "| Fusion | bleu-4 ↑ | time (s) ↓ | kind |")
    #expect(lines[3] == "| --- | ---: | ---: | --- |")
    #expect(lines[4] == "| llava | <u>0.501</u> \\[0.480, 0.520\\] | <u>12.3</u> | a\\|b |")
    #expect(lines[5] == "| concat\\_{x} | **0.531**‡ \\[0.510, 0.550\\] | **−3.0** | – |")
    #expect(
      lines.suffix(3) == [
        "Means over 3 seeds.", "† p < 0.05, ‡ p < 0.01 against llava".replacing("<", with: "&lt;"), "n = 480 to 500",
      ])
  }

  @Test func csvHasEveryDigit() {
    let expected = [
      "# recipe: 3f1c9a",
      "Fusion,bleu-4,bleu-4 low,bleu-4 high,bleu-4 n,bleu-4 p,time (s),kind",
      "llava,0.5014,0.48,0.52,500,,12.26,a|b",
      "concat_{x},0.5312,0.51,0.55,500,0.004,-3,",
      "[flamingo],0.50141,0.47,0.53,480,,NaN,",
      "published,0.9,,,,,,",
    ]
    #expect(
      Table.sample.csv.replacing("\r\n", with: "\n")
        == expected.map { $0 + "\n" }.joined())
  }

  @Test func csvQuotesWhatRFC4180SaysItMust() {
    let table = Table(
      "t", rowTitles: ["a\"b"], columns: [.init("x,y")], rows: [.init(["# no comment"], [.text("1,5")])])
    #expect(table.csv == "\"a\"\"b\",\"x,y\"\r\n\"# no comment\",\"1,5\"\r\n")
  }

  @Test func htmlEscapesMarkup() {
    let table = Table(
      "t", caption: "<b>", rowTitles: ["m"], columns: [.init("x")], rows: [.init(["a&b"], [.number(1)])])
    #expect(table.html.contains("<caption>&lt;b&gt;</caption>"))
    #expect(table.html.contains("<th scope=\"row\">a&amp;b</th><td style=\"text-align:right\">1.000</td>"))
  }

  @Test(arguments: [40, 80, 120]) func textFitsTheTerminal(_ width: Int) {
    let text = Table.sample.text(width: width)
    #expect(text.split(separator: "\n").allSatisfy { $0.count <= width })
    #expect(text.contains("0.531‡*[0.510, 0.550]"))
    #expect(text.contains("−3.0*"))
    #expect(text.contains("* best, + second"))
  }

  @Test func textAlignsWideCharacters() {
    let table = Table(
      "t", rowTitles: ["model"], columns: [.init("x", decimals: 1)],
      rows: [.init(["心電図"], [.number(1)]), .init(["été e\u{301}"], [.number(22)])])
    #expect(
      table.text() == "model      x\n──────  ────\n心電図   1.0\nété é   22.0\n")
  }
}
