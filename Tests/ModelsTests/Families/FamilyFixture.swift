import Foundation
import Models
import Tensors
import TestSupport
import Testing

/// A tiny random model of a family as transformers wrote it, and what transformers computed with it.
struct FamilyFixture {
  static let decoders = [
    "gpt2", "gpt-neo", "gpt-neox", "gpt-j", "bloom", "opt", "llama", "llama-3", "llama-3.1", "mistral", "qwen2.5",
    "smollm2",
  ]

  static let encoderDecoders = ["bart", "t5", "t5-v1.1"]

  let folder: URL
  let checkpoint, expected: Checkpoint
  let configuration: ModelConfiguration

  init(_ name: String) throws {
    folder = TestFiles.fixture("models/families/\(name)")
    checkpoint = try Checkpoint(at: folder)
    expected = try Checkpoint(at: folder.appending(path: "expected.safetensors"))
    configuration = try ModelConfiguration(contentsOf: folder.appending(path: "config.json"))
  }

  func decoder() throws -> (decoder: TextDecoder, family: DecoderFamily) {
    let family = try #require(try ModelFamilies.of(configuration) as? DecoderFamily)
    return (try TextDecoder(checkpoint, family: family, spec: family.spec(configuration)), family)
  }

  func tokens(_ name: String = "input.ids") throws -> [Int32] {
    try expected.tensor(name).integers().map { Int32($0) }
  }

  /// A vector as one row.
  func row(_ name: String) throws -> Tensor {
    let values = try expected.floats(name)
    return Tensor(values, shape: [1, values.count])
  }

  /// Compares with an expected tensor: the largest deviation as a share of the largest element.
  func expect(_ tensor: Tensor, equals name: String, within tolerance: Float = 1e-4) throws {
    let wanted = try expected.floats(name)
    try #require(tensor.count == wanted.count, "\(name)")
    let largest = wanted.map(abs).max() ?? 0
    let deviation = zip(tensor.values, wanted).map { abs($0 - $1) }.max() ?? .infinity
    #expect(deviation <= tolerance * largest, "\(name): off by \(deviation), the largest is \(largest)")
  }
}
