import Foundation
import Tensors

/// The files of a Hugging Face folder.
public enum ModelFolder {
  public static let configuration = "config.json"
  public static let weights = "model.safetensors"

  /// The model of a folder.
  /// - Throws: `CheckpointError`.
  public static func open(_ folder: URL) throws -> (model: any LanguageModel, family: any ModelFamily) {
    let configuration = try ModelConfiguration(contentsOf: folder.appending(path: Self.configuration))
    let family = try ModelFamilies.of(configuration)
    return (try family.model(configuration, try Checkpoint(at: folder)), family)
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
