import Console
import Testing

@Suite struct SixelSupportTests {
  @Test func theAnswerSaysWhetherThereIsSixel() {
    func said(_ text: String) -> Bool? { SixelSupport.isSaid(in: Array(text.utf8)) }
    #expect(said("\u{1B}[?62;4;22c") == true)
    #expect(said("x\u{1B}[?64;1;2;4c") == true)
    #expect(said("\u{1B}[?1;2c") == false)
    // A terminal of kind 4 has no sixel for that.
    #expect(said("\u{1B}[?4;6c") == false)
    #expect(said("\u{1B}[?62;4") == nil)
    #expect(said("") == nil)
  }

  @Test func whatIsNoTerminalIsNotAsked() {
    let nowhere = Terminal(descriptor: -1)
    #expect(!SixelSupport.isThere(nowhere, nowhere))
  }
}
