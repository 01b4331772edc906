import Tensors

// Losses besides the cross entropy of a language model, each summed over its terms and divided by `divisor`.
extension Tensor {
  /// The cross entropy of independent yes-or-no questions: logits and targets of 0 or 1, both [...] alike, a scalar.
  public func binaryCrossEntropy(_ targets: Tensor, divisor: Float) -> Tensor {
    // -y log s(x) - (1 - y) log (1 - s(x)) = log(1 + e^x) - x y
    let agreed = Tensor.multiply(self, targets).sum()
    return Tensor.add(activated(.softplus).sum(), agreed.scaled(by: -1)).scaled(by: 1 / divisor)
  }

  /// The squared distance to the targets, both [...] alike, a scalar.
  public func squaredError(_ targets: Tensor, divisor: Float) -> Tensor {
    let difference = Tensor.add(self, targets.scaled(by: -1))
    return Tensor.multiply(difference, difference).sum().scaled(by: 1 / divisor)
  }

  /// How badly each row of one set finds its partner among the rows of the other, in both directions (InfoNCE as in
  /// Radford et al., "CLIP", 2021): unit rows [B, D] each, a scalar.
  public static func contrast(_ a: Tensor, _ b: Tensor, temperature: Float, divisor: Float) -> Tensor {
    let partners = (0..<a.rows).map(Int32.init)
    let found = [(a, b), (b, a)].map { from, to in
      from.linear(to).scaled(by: 1 / temperature).crossEntropy(partners, divisor: 2 * divisor)
    }
    return .add(found[0], found[1])
  }
}
