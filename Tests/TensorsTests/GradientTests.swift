import Randomness
import Tensors
import Testing

/// Every operation's adjoint against central differences of fourth order.
struct GradientTests {
  @Test(arguments: Operation.allCases) func adjointEqualsFiniteDifferences(operation: Operation) throws {
    let examples = try #require(GradientExample.all[operation], "no example of \(operation)")
    for example in examples { try check(example, operation) }
  }

  private func check(_ example: GradientExample, _ operation: Operation) throws {
    let random = Random(seed: 11).split(example.name)
    let inputs = example.inputs(random)
    let value = example.value(inputs)
    #expect(value.operation == operation, "\(example.name) computes by \(String(describing: value.operation))")
    let weights = Tensor(
      GradientExample("weights", [value.shape]) { $0[0] }.inputs(random.split("weights"))[0].values,
      shape: value.shape)
    Tensor.multiply(value, weights).sum().backward()
    for (index, input) in inputs.enumerated() {
      let gradient = try #require(input.gradient, "\(example.name): no gradient of input \(index)").values
      let expected = (0..<input.count).map { differences(example, inputs, weights.values, input, $0) }
      let largest = expected.map(abs).max() ?? 0
      for (element, pair) in zip(gradient, expected).enumerated() {
        #expect(
          abs(pair.0 - pair.1) <= 1e-3 * max(largest, 0.1),
          "\(operation) \(example.name), input \(index), element \(element): \(pair.0), differences say \(pair.1)")
      }
    }
  }

  private func differences(
    _ example: GradientExample, _ inputs: [Tensor], _ weights: [Float], _ input: Tensor, _ element: Int
  ) -> Float {
    let step: Float = 0.02
    let original = input.pointer[element]
    func total(_ steps: Float) -> Double {
      input.pointer[element] = original + steps * step
      defer { input.pointer[element] = original }
      let plain = inputs.map(\.detached)
      return zip(example.value(plain).values, weights).reduce(0) { $0 + Double($1.0) * Double($1.1) }
    }
    return Float((8 * (total(1) - total(-1)) - (total(2) - total(-2))) / (12 * Double(step)))
  }
}
