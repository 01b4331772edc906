import Metrics
import Testing

@Suite struct TokenizationTests {
  @Test func treebankWordsEqualNltk() throws {
    let fixture = try PairsFixture.load()
    let cases = [(Tokenization.Periods.asWritten, fixture.words), (.endingSentences, fixture.sentenceWords)]
    for (periods, texts) in cases {
      for expected in texts {
        let words = Tokenization.treebank(periods).words(expected.text)
        #expect(words.map { Array($0.unicodeScalars) } == expected.words.map { Array($0.unicodeScalars) })
      }
    }
  }

  @Test func stemsEqualNltk() throws {
    for (word, stem) in try PairsFixture.load().stems where word.count > 3 {
      #expect(Tokenization.alphanumeric(stemmed: true).words(word) == [stem], "\(word)")
    }
  }

  @Test func canonicallyEquivalentSpellingsAreDifferentWords() throws {
    let corpus = try Corpus(candidates: ["e\u{301}"], references: ["\u{E9}"])
    let metric = try MetricCatalog.metric(named: "bleu-1")
    #expect(try #require(try Scorer([metric]).scores(corpus).first).value < 1e-6)
  }
}
