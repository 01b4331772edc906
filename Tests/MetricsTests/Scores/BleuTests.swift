import Metrics
import Testing

@Suite struct BleuTests {
  @Test(arguments: 1...4) func equalsPycocoevalcap(order: Int) throws {
    #expect(try PairsFixture.load().deviation(of: Bleu(order: order), from: "coco-bleu-\(order)") < 1e-9)
  }

  @Test(arguments: 1...4) func equalsNltk(order: Int) throws {
    let bleu = Bleu(order: order, convention: .nltk)
    #expect(try PairsFixture.load().deviation(of: bleu, from: "nltk-bleu-\(order)") < 1e-9)
  }

  @Test func takesTheClosestReferenceLengthAndClipsByTheMostFrequentReference() throws {
    let corpus = try Corpus(candidates: ["a a b"], references: [["a c", "a a d e f g"]])
    let bleu = Bleu(order: 1)
    let metric = Metric(name: "b", displayName: "b", documentation: "b", source: .words(bleu))
    let rows = try #require(try Scorer([metric]).statistics(corpus).first).rows
    #expect(rows == [3, 2, 2, 3])
  }
}
