import Experiments
import Foundation
import Language
import Testing

@Suite struct RecipePageTests {
  private static let recipe = """
    # %% [markdown] Sizes
    # How *large* are `models` & others?
    #
    # - one
    # - two, see [the paper](https://example.org/meit)

    # %%
    experiment sizes { train.task = none; model.llm = llama-1-7b }
    table counts of sizes { rows = model.llm; columns = ecg.dimension; caption = "Counts <of> heads." }
    """

  private func page(running: Bool) throws -> String {
    let scratch = ScratchLedger()
    let session = Session(ledger: scratch.ledger, base: scratch.ledger.folder)
    let turn = SessionTurn(show: { _ in })
    try session.submit(SourceText(name: "sizes.meit", text: Self.recipe), turn)
    if running { try session.run([], turn) }
    return try RecipePage(session, title: "sizes").html()
  }

  @Test func itHoldsTextResultsRecipeAndOrigin() throws {
    let page = try page(running: true)
    #expect(page.contains("<h2>Sizes</h2>\n<p>How <em>large</em> are <code>models</code> &amp; others?</p>"))
    #expect(page.contains(#"<ul><li>one</li><li>two, see <a href="https://example.org/meit">the paper</a></li></ul>"#))
    #expect(page.contains("<caption>Counts &lt;of&gt; heads.</caption>") && page.contains(">128</td>"))
    #expect(page.contains("train.task = none"))
    #expect(page.contains("describe of sizes") && page.contains("<dt>machine</dt>"))
    // Nothing is fetched from anywhere.
    #expect(!page.contains("src=\"http") && !page.contains("<link") && !page.contains("<script"))
  }

  @Test func whatIsNotFinishedIsSaidToBeSo() throws {
    #expect(try page(running: false).contains("counts is not finished: run the recipe first."))
  }
}
