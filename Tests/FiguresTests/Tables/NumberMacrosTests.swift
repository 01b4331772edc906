import Figures
import Testing

@Suite struct NumberMacrosTests {
  @Test func namesAreLettersOnlyAndUnique() {
    let macros = NumberMacros([.sample, .sample]).macros
    #expect(macros.allSatisfy { $0.name.allSatisfy { $0.isASCII && $0.isLetter } })
    #expect(Set(macros.map(\.name)).count == macros.count)
    #expect(macros.count == 2 * 16)
  }

  @Test func digitsAreSpeltOut() {
    let text = NumberMacros([.sample], provenance: Provenance(["recipe": "3f"])).latex
    #expect(text.hasPrefix("% recipe: 3f\n\\newcommand{\\TableFiveLlavaBleuFour}{0.501}\n"))
    #expect(text.contains("\\newcommand{\\TableFiveConcatXTime}{$-$3.0}\n"))
  }
}
