import Layers
import Models
import Parallel
import Randomness
import Tensors
import Testing

@Suite(.serialized) struct DeterminismTests {
  /// The bits of a training step do not depend on the number of threads.
  @Test func threadsChangeNoBit() {
    let before = Pool.threads
    defer { Pool.threads = before }
    let results = [1, 2, 3].map { threads in
      Pool.threads = threads
      let generator = TestModels.generator(TestModels.llama, .concat())
      for (index, site) in generator.languageModel.decoder.sites.enumerated() {
        site.layer.adapt(.init(rank: 4, alpha: 8, dropout: 0.1), random: Random(seed: UInt64(index)))
      }
      let sequences = (0..<4).map { index in
        (tokens: (0..<20 + index).map { Int32(($0 * 7 + index) % 50) }, answerStart: 5)
      }
      let batch = Batch(sequences, signals: TestModels.signals(4, length: 400))
      let optimiser = AdamW(generator.trainableTensors, options: .init())
      let losses = (0..<2).map { step in
        let loss = generator.loss(batch, Pass(isTraining: true, random: Random(seed: UInt64(step))))
        loss.backward()
        optimiser.update(rate: 0.01)
        return loss.item
      }
      return (losses, generator.namedTensors.map(\.tensor.values))
    }
    for result in results.dropFirst() {
      #expect(result.0 == results[0].0)
      #expect(result.1 == results[0].1)
    }
  }
}
