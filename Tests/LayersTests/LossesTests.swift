import Foundation
import Layers
import Tensors
import Testing

struct LossesTests {
  @Test func binaryCrossEntropyIsThatOfItsFormula() {
    let logits: [Float] = [-3, 0.5, 2, 90]
    let targets: [Float] = [0, 1, 0, 1]
    let expected = zip(logits, targets).reduce(0.0) { sum, pair in
      let p = 1 / (1 + exp(-Double(pair.0)))
      return sum - (pair.1 == 1 ? log(p) : log(1 - p))
    }
    let loss = Tensor(logits, shape: [2, 2]).binaryCrossEntropy(Tensor(targets, shape: [2, 2]), divisor: 4)
    #expect(abs(Double(loss.item) - expected / 4) < 1e-6)
  }

  @Test func squaredErrorIsTheSquaredDistance() {
    let loss = Tensor([1, 2, 3], shape: [3]).squaredError(Tensor([1, 4, 0], shape: [3]), divisor: 2)
    #expect(loss.item == 6.5)
  }

  /// Two pairs at right angles: each finds its partner with probability 1 / (1 + e^(-1 / temperature)).
  @Test func contrastIsTheCrossEntropyOfFindingThePartner() {
    let rows = Tensor([1, 0, 0, 1], shape: [2, 2])
    let loss = Tensor.contrast(rows, rows, temperature: 0.5, divisor: 2)
    #expect(abs(Double(loss.item) - log(1 + exp(-2.0))) < 1e-6)
    let swapped = Tensor.contrast(rows, Tensor([0, 1, 1, 0], shape: [2, 2]), temperature: 0.5, divisor: 2)
    #expect(abs(Double(swapped.item) - log(1 + exp(2.0))) < 1e-6)
  }
}
