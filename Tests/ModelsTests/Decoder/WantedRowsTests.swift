import Layers
import Models
import Randomness
import Tensors
import Testing

struct WantedRowsTests {
  private static let lengths = [9, 5, 7]
  /// Of each sequence's rows: some before its end, its last, none.
  private static let rows = [3..<8, 13..<14, 14..<14]

  /// What is not wanted changes neither the hidden states of the wanted rows nor what they teach.
  @Test(arguments: TestModels.all.map(\.name), TestModels.fusions)
  func onlyTheWorkIsLess(name: String, fusion: Fusion) throws {
    let spec = try #require(TestModels.all.first { $0.name == name }).spec
    let results = [false, true].map { choosesEarly in
      let generator = TestModels.generator(spec, fusion)
      generator.languageModel.setTrainable(true)
      let pass = Pass(isTraining: true, random: Random(seed: 1))
      let ecg = generator.context(TestModels.signals(Self.lengths.count), pass)
      let tokens = (0..<Self.lengths.reduce(0, +)).map { Int32($0 * 7 % 50) }
      let segments = Segments(lengths: Self.lengths)
      let decoder = generator.languageModel.decoder
      let hidden = decoder.hidden(tokens, segments, ecg: ecg, rows: choosesEarly ? Self.rows : nil, pass)
      let chosen = choosesEarly ? hidden : hidden.takingRows(Self.rows.flatMap { $0.map(Int32.init) })
      let logits = decoder.logits(chosen, pass)
      logits.crossEntropy((0..<Int32(logits.rows)).map { $0 }, divisor: Float(logits.rows)).backward()
      return (chosen.detached, decoder.trainableTensors.map { ($0.name, $0.tensor.gradient) })
    }
    expectClose(results[1].0, results[0].0, within: 1e-5)
    for ((name, early), (_, late)) in zip(results[1].1, results[0].1) {
      guard let late else { continue }
      expectClose(try #require(early, "\(name)"), late, within: 1e-5, name)
    }
  }

  private func expectClose(_ found: Tensor, _ expected: Tensor, within tolerance: Float, _ name: String = "hidden") {
    #expect(found.shape == expected.shape)
    let largest = expected.values.map(abs).max() ?? 0
    let distance = zip(found.values, expected.values).map { abs($0 - $1) }.max() ?? .infinity
    #expect(distance <= tolerance * max(largest, 1e-3), "\(name): off by \(distance) of \(largest)")
  }
}
