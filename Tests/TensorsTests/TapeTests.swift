import Tensors
import Testing

struct TapeTests {
  @Test func `a parameter is told of as soon as its gradient is complete`() {
    let first = Tensor([2], shape: [1])
    let second = Tensor([3], shape: [1])
    for parameter in [first, second] { parameter.isTrainable = true }
    // first² · second: the way back meets the second one before the first.
    let square = Tensor.multiply(first, first)
    var told: [(Float, hasFirst: Bool)] = []
    Tensor.multiply(square, second).sum().backward { tensor in
      told.append((tensor.gradient?.item ?? 0, first.gradient != nil))
    }
    #expect(told.map(\.0) == [4, 12])
    #expect(told.map(\.hasFirst) == [false, true])
  }

  @Test func `a parameter of something that is computed again is told of as well`() {
    let x = Tensor([2], shape: [1])
    let weight = Tensor([3], shape: [1])
    for parameter in [x, weight] { parameter.isTrainable = true }
    var told: [Float] = []
    // weight · x, then times x once more.
    let inner = Tensor.recomputed([x], parameters: [weight]) { .multiply($0[0], weight) }
    Tensor.multiply(inner, x).sum().backward { told.append($0.gradient?.item ?? 0) }
    #expect(told.sorted() == [4, 12])
  }
}
