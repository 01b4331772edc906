import Layers
import Models
import Randomness
import Tensors
import Testing

/// Generation with the cache against generation by reading everything again for every token.
struct GenerationTests {
  @Test(arguments: TestModels.all.map(\.name), TestModels.fusions.indices)
  func cacheChangesNothing(family: String, fusion: Int) throws {
    let spec = try #require(TestModels.all.first { $0.name == family }).spec
    let generator = TestModels.generator(spec, TestModels.fusions[fusion])
    let prompts: [[Int32]] = [[1, 2, 3, 4, 5, 6, 7], [9, 8], [20, 21, 22]]
    try TestModels.expectCacheChangesNothing(
      generator, prompts: prompts, options: .init(maximumNewTokens: 12, endTokens: [13, 31, 44]))
  }

  @Test func packingChangesNothing() {
    for (_, spec) in TestModels.all {
      for fusion in TestModels.fusions {
        let generator = TestModels.generator(spec, fusion)
        let sequences: [(tokens: [Int32], answerStart: Int)] = [
          (tokens: [1, 2, 3, 4, 5], answerStart: 2), (tokens: [7, 8, 9], answerStart: 1),
        ]
        let signals = TestModels.signals(2)
        let together = generator.logits(Batch(sequences, signals: signals), .inference).values
        let apart = sequences.indices.flatMap { index in
          let own = Tensor(
            Array(signals.values[index * 200 * 12..<(index + 1) * 200 * 12]), shape: [1, 200, 12])
          return generator.logits(Batch([sequences[index]], signals: own), .inference).values
        }
        let deviation = zip(together, apart).map { abs($0 - $1) / max(1, abs($1)) }.max() ?? .infinity
        #expect(deviation < 1e-4)
      }
    }
  }
}
