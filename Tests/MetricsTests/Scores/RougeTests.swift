import Metrics
import Testing

@Suite struct RougeTests {
  @Test(arguments: 1...2, [false, true]) func ngramsEqualRougeScore(order: Int, stemmed: Bool) throws {
    let rouge = RougeN(order: order, tokenization: .alphanumeric(stemmed: stemmed))
    let name = "rouge-\(order)\(stemmed ? "-stemmed" : "")"
    #expect(try PairsFixture.load().deviation(of: rouge, from: name) < 1e-9)
  }

  @Test(arguments: [false, true]) func subsequencesEqualRougeScore(stemmed: Bool) throws {
    let rouge = RougeL(tokenization: .alphanumeric(stemmed: stemmed))
    #expect(try PairsFixture.load().deviation(of: rouge, from: "rouge-l\(stemmed ? "-stemmed" : "")") < 1e-9)
  }

  @Test func subsequencesEqualPycocoevalcap() throws {
    let rouge = RougeL(tokenization: .singleBlanks(spacedPeriods: false), convention: .coco)
    #expect(try PairsFixture.load().deviation(of: rouge, from: "coco-rouge-l") < 1e-9)
  }

  @Test(arguments: 1...2) func setsEqualPyPIRouge(order: Int) throws {
    let rouge = RougeN(order: order, tokenization: .sentences, counting: .sets)
    #expect(try PairsFixture.load().deviation(of: rouge, from: "set-rouge-\(order)") < 1e-9)
  }
}
