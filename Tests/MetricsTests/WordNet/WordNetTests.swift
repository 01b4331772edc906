import Metrics
import Testing

@Suite struct WordNetTests {
  @Test func synonymsEqualNltk() throws {
    let wordNet = try WordNet()
    for (word, synonyms) in try PairsFixture.load().synonyms {
      #expect(wordNet.synonyms(of: word) == Set(synonyms), "\(word)")
    }
  }

  @Test(arguments: ["", "überdreht", "a word", "\u{0}"]) func wordsThatItCannotHaveHaveNoSynonyms(word: String) throws {
    #expect(try WordNet().synonyms(of: word).isEmpty)
  }
}
