import Notebook
import Testing

@Suite struct SignerTests {
  /// Test case 2 of RFC 4231.
  private static let known = Array("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843".utf8)

  @Test func signaturesAreThoseOfTheStandard() {
    let signer = Signer(key: "Jefe")
    let parts = ["what do ya", " want ", "", "for nothing?"].map { Array($0.utf8) }
    #expect(signer.signature(of: parts) == Self.known)
    #expect(signer.accepts(Self.known, of: parts))
  }

  @Test func whatIsNotSignedSoIsNotAccepted() {
    let signer = Signer(key: "Jefe")
    let parts = [Array("what do ya want for nothing!".utf8)]
    #expect(!signer.accepts(Self.known, of: parts))
    #expect(!signer.accepts([], of: parts))
    #expect(!signer.accepts(Array(Self.known.dropLast()), of: [Array("what do ya want for nothing?".utf8)]))
  }
}
