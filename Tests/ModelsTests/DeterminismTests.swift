import Layers
import Models
import Parallel
import Randomness
import Tensors
import Testing

@Suite(.serialized) struct DeterminismTests {
  /// Computing blocks again for their gradients changes neither the loss nor any gradient.
  @Test(arguments: TestModels.fusions) func recomputationChangesNoBit(fusion: Fusion) {
    let results = [false, true].map { recomputes in
      let generator = TestModels.generator(TestModels.gpt2, fusion)
      generator.languageModel.setTrainable(false)
      for (index, site) in generator.languageModel.decoder.sites.enumerated() {
        site.layer.adapt(.init(rank: 4, alpha: 8, dropout: 0.1), random: Random(seed: UInt64(index)))
        site.layer.adapter?.up.copy(
          from: Initial.normal([site.layer.outputs, 4], deviation: 1, Random(seed: UInt64(100 + index))))
      }
      let sequences = (0..<4).map { index in
        (tokens: (0..<20 + index).map { Int32(($0 * 7 + index) % 50) }, answerStart: 5)
      }
      let batch = Batch(sequences, signals: TestModels.signals(4, length: 400))
      let losses = (0..<2).map { step in
        let loss = generator.loss(
          batch, Pass(isTraining: true, random: Random(seed: UInt64(step)), recomputes: recomputes))
        loss.backward()
        return loss.item
      }
      return (losses, generator.trainableTensors.map { $0.tensor.gradient?.values ?? [] })
    }
    #expect(results[0].0 == results[1].0)
    #expect(results[0].1 == results[1].1)
    #expect(results[0].1.allSatisfy { $0.contains { $0 != 0 } })
  }

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
