import Markup
import Testing

@Suite struct MarkupTests {
  @Test func whatTheAuthorWritesIsNoHTML() {
    #expect(HTML.escaped("a < b && \"c\" > d") == "a &lt; b &amp;&amp; &quot;c&quot; &gt; d")
    #expect(MarkdownText.html(["<script>x</script>"]) == "<p>&lt;script&gt;x&lt;/script&gt;</p>")
    #expect(HTML.page(title: "<&>", style: "", body: "").contains("<title>&lt;&amp;&gt;</title>"))
  }

  @Test func piecesOfALineHaveCodeEmphasisAndLinks() {
    #expect(
      MarkdownText.inline("**a**, *b* and `**c**`")
        == "<strong>a</strong>, <em>b</em> and <code>**c**</code>")
    #expect(MarkdownText.inline("`a` and a lone ` of **all**") == "<code>a</code> and a lone ` of <strong>all</strong>")
    #expect(MarkdownText.inline("4 * 5 * 6 of **all**") == "4 * 5 * 6 of <strong>all</strong>")
    #expect(
      MarkdownText.inline("[here](https://example.org/?a&b)")
        == "<a href=\"https://example.org/?a&amp;b\">here</a>")
    #expect(MarkdownText.inline("[x](javascript:alert)") == "[x](javascript:alert)")
  }

  @Test func linesMakeHeadingsListsAndCode() {
    let lines = ["# Title", "one", "two", "", "- a", "  and b", "- c", "1. d", "```", "<x>", "```"]
    #expect(
      MarkdownText.html(lines) == """
        <h2>Title</h2>
        <p>one two</p>
        <ul><li>a and b</li><li>c</li></ul>
        <ol><li>d</li></ol>
        <pre>&lt;x&gt;</pre>
        """)
  }
}
