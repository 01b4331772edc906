import Foundation
import Tensors
import Tokenizers

/// A language model on disk: a Hugging Face folder, or a file that describes itself (GGUF, llama2.c).
public struct ModelFolder {
  public static let configuration = "config.json"
  public static let weights = "model.safetensors"

  public let url: URL
  public let checkpoint: Checkpoint
  public let family: any ModelFamily
  private let configuration: ModelConfiguration
  private let description: SelfDescription?

  /// Opens a folder or a file, without reading the weights.
  /// - Throws: `CheckpointError`.
  public init(_ url: URL) throws {
    self.url = url
    checkpoint = try Checkpoint(at: url)
    description = try SelfDescription(checkpoint)
    if let description {
      configuration = description.configuration
      family = description.family
    } else {
      let folder = checkpoint.url.deletingLastPathComponent()
      configuration = try ModelConfiguration(contentsOf: folder.appending(path: Self.configuration))
      family = try ModelFamilies.of(configuration)
    }
  }

  /// The model with its weights.
  /// - Throws: `CheckpointError`.
  public func model(_ form: WeightForm = .floats) throws -> any LanguageModel {
    var checkpoint = checkpoint
    checkpoint.form = form
    guard let description else { return try family.model(configuration, checkpoint) }
    return try TextDecoder(
      checkpoint, spec: description.family.spec(configuration), weights: description.weights)
  }

  /// The model without its weights, for counting.
  /// - Throws: `CheckpointError`.
  public func outline() throws -> any LanguageModel { try family.outline(configuration) }

  /// The tokenizer that comes with the model.
  /// - Throws: `TokenizerError`.
  public func tokenizer() throws -> Tokenizer {
    switch checkpoint.format {
    case .gguf: try Tokenizer(gguf: checkpoint)
    case .safetensors, .pytorch, .llama2c:
      try Tokenizer(contentsOf: checkpoint.url.deletingLastPathComponent())
    }
  }

  /// Every file that the model is read from.
  public var files: [URL] {
    let folder = checkpoint.url.deletingLastPathComponent()
    let weights = Set(checkpoint.tensors.values.map(\.url)).sorted { $0.path < $1.path }
    return (description == nil ? [folder.appending(path: Self.configuration)] : []) + weights
  }
}

extension LanguageModel {
  /// Writes the configuration and the weights as a Hugging Face folder that transformers loads.
  /// - Parameter facts: what else `config.json` should say, such as the ids of special tokens.
  /// - Throws: `CheckpointError` (`unwritable`).
  public func write(
    to folder: URL, family: any ModelFamily, type: TensorType, facts: [String: any Sendable] = [:]
  ) throws {
    try Checkpoint.write(
      tensorsToWrite(family: family, type: type), metadata: ["format": "pt"],
      to: folder.appending(path: ModelFolder.weights))
    let own = facts.merging(["torch_dtype": type.pytorchName]) { first, _ in first }
    let url = folder.appending(path: ModelFolder.configuration)
    let text = try JSONSerialization.data(
      withJSONObject: family.configuration(of: self).merging(own) { first, _ in first },
      options: [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes])
    try AtomicFile.replace(url, with: text)
  }
}

extension TensorType {
  /// What PyTorch calls the types that safetensors files are written in.
  var pytorchName: String {
    switch self {
    case .f16: "float16"
    case .bf16: "bfloat16"
    default: "float32"
    }
  }
}
