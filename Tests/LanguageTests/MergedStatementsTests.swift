import Language
import Testing

/// What a session has said, and something new over it.
@Suite struct MergedStatementsTests {
  private func merged(_ texts: String...) -> String {
    Printer.print(texts.reduce([]) { $0.merged(with: parse($1).statements) })
  }

  @Test func sayingSomethingAgainReplacesItWhereItStood() {
    #expect(merged("seed = 1; train.lr = 1e-4", "seed = 2") == "seed = 2\ntrain.lr = 1e-4\n")
    let again = merged("experiment a {}\nlet x = 1", "experiment a { seed = 1 }")
    #expect(again.hasPrefix("experiment a {\n  seed = 1\n}\n"))
  }

  @Test func whatIsSaidTwiceAtOnceStaysTwice() {
    #expect(parse(merged("experiment a {}\nexperiment a {}")).statements.count == 2)
    #expect(parse(merged("seed = 0", "seed = 1; seed = 2")).statements.count == 2)
    #expect(merged("seed = 1; seed = 2", "seed = 3") == "seed = 3\n")
  }

  @Test func aCellThatIsRunAgainAddsNothing() {
    #expect(merged("# why\nskip when seed = 1", "# why\nskip when seed = 1") == merged("# why\nskip when seed = 1"))
    #expect(merged("# same\nseed = 1\n# same") == "# same\nseed = 1\n# same\n")
  }
}
