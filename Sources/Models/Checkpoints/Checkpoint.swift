import Foundation

/// What a model holds of the matrices in its checkpoint.
public enum WeightForm: Sendable {
  /// 32-bit floats, which can be trained.
  case floats
  /// The numbers as they lie in the file, mapped where their order is ours: less memory, and faster to write with.
  case asStored
}

/// Named tensors in one or several files of any supported format, and what their header says besides.
///
///     let checkpoint = try Checkpoint(at: folder)
///     let weight = try checkpoint.tensor("model.norm.weight", shape: [2048]).floats()
///
/// Files are mapped, not read: a checkpoint larger than the memory opens at once.
public struct Checkpoint: Sendable {
  public enum Format: String, Sendable, CaseIterable {
    case safetensors
    case pytorch
    case gguf
    case llama2c = "llama2.c"
  }

  public let url: URL
  public let format: Format
  public let metadata: [String: MetadataValue]
  public let tensors: [String: StoredTensor]
  /// What a model that is made of these tensors holds.
  public var form: WeightForm = .floats

  /// - Throws: `CheckpointError` (`duplicate`) if two tensors bear the same name.
  init(url: URL, format: Format, metadata: [String: MetadataValue], tensors: [StoredTensor]) throws {
    self.url = url
    self.format = format
    self.metadata = metadata
    self.tensors = try Dictionary(tensors.map { ($0.name, $0) }) { first, second in
      throw CheckpointError(
        .duplicate, file: second.url, tensor: second.name, expected: "each name once",
        found: first.url == second.url ? "it twice" : "it in \(first.url.lastPathComponent) as well")
    }
  }

  /// Names in alphabetical order.
  public var names: [String] { tensors.keys.sorted() }

  /// The tensor of that name.
  ///
  /// - Throws: `CheckpointError` (`missingTensor`, with the nearest name there is; `wrongShape`).
  public func tensor(_ name: String, shape: [Int]? = nil) throws -> StoredTensor {
    guard let tensor = tensors[name] else { throw missing(name) }
    if let shape, shape != tensor.shape {
      throw CheckpointError(
        .wrongShape, file: tensor.url, tensor: name, expected: "shape \(shape)", found: "shape \(tensor.shape)")
    }
    return tensor
  }

  public func shape(of name: String) throws -> [Int] { try tensor(name).shape }

  public func type(of name: String) throws -> TensorType { try tensor(name).type }

  /// Decodes the tensor of that name.
  public func floats(_ name: String, shape: [Int]? = nil) throws -> [Float] {
    try tensor(name, shape: shape).floats()
  }

  private func missing(_ name: String) -> CheckpointError {
    let last = name.split(separator: ".").suffix(2).joined(separator: ".")
    let alike = names.filter { $0.hasSuffix(last) }.prefix(3).joined(separator: ", ")
    return CheckpointError(
      .missingTensor, file: url, tensor: name, expected: "a tensor of this name",
      found: alike.isEmpty ? "\(tensors.count) others" : "only others like \(alike)")
  }
}

extension Checkpoint {
  /// This checkpoint with only some of its tensors.
  public func keeping(_ names: [String]) throws -> Checkpoint {
    try Checkpoint(url: url, format: format, metadata: metadata, tensors: names.map { try tensor($0) })
  }
}
