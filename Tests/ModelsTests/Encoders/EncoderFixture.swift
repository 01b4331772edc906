import Layers
import Models
import Tensors
import TestSupport
import Testing

/// An encoder's reference values: features and the gradient of every parameter, computed by PyTorch in f64.
struct EncoderFixture {
  private let checkpoint: Checkpoint

  init(_ name: String) throws {
    checkpoint = try Checkpoint(at: TestFiles.fixture("encoders/\(name).safetensors"))
  }

  func tensor(_ name: String) throws -> Tensor {
    let stored = try checkpoint.tensor(name)
    return Tensor(stored.floats(), shape: stored.shape)
  }

  /// The encoder's features and gradients on the fixture's weights and ECGs against the reference's, 1e-4 relative.
  func expectEqual(_ encoder: any ECGEncoder) throws {
    for (name, parameter) in encoder.parameters { parameter.copy(from: try tensor(name)) }
    let weights = try tensor("input.weights")
    let features = encoder(try tensor("input.ecg"), tokens: weights.shape[1], Pass(isTraining: true))
    try expect(features.detached, equals: "output.features")
    Tensor.multiply(features, weights).sum().backward()
    for (name, parameter) in encoder.parameters {
      try expect(try #require(parameter.gradient, "no gradient of \(name)"), equals: "gradient.\(name)")
    }
    let unknown = Set(checkpoint.names.filter { !["input.", "output.", "gradient."].contains(where: $0.hasPrefix) })
    #expect(unknown == Set(encoder.parameters.map(\.name)))
  }

  private func expect(_ tensor: Tensor, equals name: String) throws {
    let expected = try self.tensor(name)
    try #require(expected.shape == tensor.shape, "\(name)")
    let largest = expected.values.map(abs).max() ?? 0
    let deviation = zip(tensor.values, expected.values).map { abs($0 - $1) }.max() ?? 0
    #expect(deviation <= 1e-4 * largest, "\(name): off by \(deviation), the largest is \(largest)")
  }
}
