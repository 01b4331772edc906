import Randomness
import Reports
import Testing

struct CardiologySentencesTests {
  private let drawn = Array(CardiologySentences(random: Random(seed: 1)).prefix(3000))

  @Test func theSameStreamGivesTheSameSentences() {
    #expect(Array(CardiologySentences(random: Random(seed: 1)).prefix(50)) == Array(drawn.prefix(50)))
    #expect(Array(CardiologySentences(random: Random(seed: 2)).prefix(50)) != Array(drawn.prefix(50)))
  }

  @Test func sentencesAreManyAndWellFormed() {
    #expect(CardiologySentences.count > 400)
    #expect(Set(drawn).count > 400)
    for sentence in drawn {
      #expect(sentence.first?.isUppercase == true && sentence.last == ".", "\(sentence)")
      #expect(!["{", "}", "|", "  ", " ,", " .", ".."].contains(where: sentence.contains), "\(sentence)")
    }
  }
}
