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

  /// A tensor [rows, columns] of whole numbers.
  func integerRows(_ name: String) throws -> [[Int]] {
    let stored = try checkpoint.tensor(name)
    let values = try stored.integers()
    return (0..<stored.shape[0]).map { Array(values[$0 * stored.shape[1]..<($0 + 1) * stored.shape[1]]) }
  }

  /// The encoder's features and gradients on the fixture's weights and ECGs against the reference's.
  func expectEqual(_ encoder: any ECGEncoder) throws {
    try fill(encoder)
    let weights = try tensor("input.weights")
    let features = encoder(try tensor("input.ecg"), tokens: weights.shape[1], Pass(isTraining: true))
    try expect(features.detached, equals: "output.features")
    Tensor.multiply(features, weights).sum().backward()
    try expectGradients(encoder)
  }

  /// Gives a module the fixture's parameters, all of them.
  func fill(_ module: any Module) throws {
    for (name, parameter) in module.parameters { parameter.copy(from: try tensor(name)) }
    let stored = checkpoint.names.filter { !["input.", "output.", "gradient."].contains(where: $0.hasPrefix) }
    #expect(Set(stored) == Set(module.parameters.map(\.name)))
  }

  func expectGradients(_ module: any Module) throws {
    for (name, parameter) in module.parameters {
      try expect(try #require(parameter.gradient, "no gradient of \(name)"), equals: "gradient.\(name)")
    }
  }

  /// Within 1e-4 of the largest value expected.
  func expect(_ tensor: Tensor, equals name: String) throws {
    let expected = try self.tensor(name)
    try #require(expected.shape == tensor.shape, "\(name)")
    let largest = expected.values.map(abs).max() ?? 0
    let deviation = zip(tensor.values, expected.values).map { abs($0 - $1) }.max() ?? 0
    #expect(deviation <= 1e-4 * largest, "\(name): off by \(deviation), the largest is \(largest)")
  }
}
