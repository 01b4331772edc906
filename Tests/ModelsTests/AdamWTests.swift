import Layers
import Models
import Tensors
import TestSupport
import Testing

/// Steps of AdamW under a linear schedule with warm-up against PyTorch's and transformers', from their gradients.
struct AdamWTests {
  @Test func parametersEqualPyTorchsAfterEveryStep() throws {
    let checkpoint = try Checkpoint(at: TestFiles.fixture("models/adamw.safetensors"))
    let names = ["weight", "bias"]
    let tensors = try names.map { name in
      let stored = try checkpoint.tensor("\(name).0")
      return (name: name, tensor: Tensor(stored.floats(), shape: stored.shape))
    }
    let optimiser = AdamW(tensors, options: .init(weightDecay: 0.1))
    for step in 1...4 {
      for (name, tensor) in tensors {
        tensor.gradient = Tensor(try checkpoint.floats("gradient.\(name).\(step)"), shape: tensor.shape)
      }
      optimiser.update(rate: Double(try checkpoint.floats("rate.\(step)")[0]))
      for (name, tensor) in tensors {
        let expected = try checkpoint.floats("\(name).\(step)")
        for (own, reference) in zip(tensor.values, expected) {
          #expect(abs(own - reference) <= 2e-7 + 1e-6 * abs(reference))
        }
      }
    }
  }
}
