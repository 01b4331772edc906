import Foundation

/// A LoRA adapter in PEFT's layout: a folder with `adapter_config.json` and `adapter_model.safetensors`.
///
/// Tensors are named as the module that they adapt: `model.layers.0.self_attn.q_proj.lora_A.weight` of [rank, in] and
/// `.lora_B.weight` of [out, rank]; PEFT's prefix `base_model.model.` exists only in the file.
public struct AdapterFolder: Sendable {
  /// What `adapter_config.json` says; keys that PEFT writes besides stand at their defaults here.
  public struct Configuration: Equatable, Sendable {
    public var rank: Int
    public var alpha: Double
    public var dropout: Double
    /// Ends of the names of the adapted modules, in alphabetical order.
    public var targetModules: [String]
    /// Whether the adapted weights are stored [in, out], as GPT-2's are.
    public var fanInFanOut: Bool
    /// Whether the update is scaled by alpha / sqrt(rank) in place of alpha / rank.
    public var rankStabilised: Bool
    public var baseModel: String?
    /// `CAUSAL_LM` or `SEQ_2_SEQ_LM`.
    public var taskType: String

    public init(
      rank: Int, alpha: Double, dropout: Double = 0, targetModules: [String], fanInFanOut: Bool = false,
      rankStabilised: Bool = false, baseModel: String? = nil, taskType: String = "CAUSAL_LM"
    ) {
      self.rank = rank
      self.alpha = alpha
      self.dropout = dropout
      self.targetModules = targetModules.sorted()
      self.fanInFanOut = fanInFanOut
      self.rankStabilised = rankStabilised
      self.baseModel = baseModel
      self.taskType = taskType
    }

    /// The factor of B A x.
    public var scale: Double { alpha / (rankStabilised ? Double(rank).squareRoot() : Double(rank)) }
  }

  public static let configurationName = "adapter_config.json"
  public static let weightsName = "adapter_model.safetensors"
  public static let prefix = "base_model.model."

  public let folder: URL
  public let configuration: Configuration
  public let tensors: [String: StoredTensor]

  /// Opens the adapter in `folder`.
  ///
  /// - Throws: `CheckpointError`; `unsupported` for what changes the result and is not known here: other kinds than LoRA,
  ///   DoRA, biases, ranks that differ by module, modules saved whole.
  public init(at folder: URL) throws {
    self.folder = folder
    let url = folder.appending(path: Self.configurationName)
    configuration = try AdapterFile.read(url)
    let checkpoint = try Checkpoint(at: folder.appending(path: Self.weightsName))
    var tensors: [String: StoredTensor] = [:]
    for (name, tensor) in checkpoint.tensors {
      guard name.hasPrefix(Self.prefix), Self.isLoRA(name) else {
        throw CheckpointError(
          .unexpectedTensor, file: checkpoint.url, tensor: name,
          expected: "names like \(Self.prefix)MODULE.lora_A.weight only", found: "another")
      }
      tensors[String(name.dropFirst(Self.prefix.count))] = tensor
    }
    self.tensors = tensors
    try requirePairs(in: checkpoint.url)
  }

  /// The tensor of that name, without the prefix.
  ///
  /// - Throws: `CheckpointError` (`missingTensor`, `wrongShape`).
  func tensor(_ name: String, shape: [Int]) throws -> StoredTensor {
    guard let tensor = tensors[name] else {
      throw CheckpointError(
        .missingTensor, file: folder, tensor: Self.prefix + name, expected: "a tensor of this name", found: "none")
    }
    guard tensor.shape == shape else {
      throw CheckpointError(
        .wrongShape, file: tensor.url, tensor: tensor.name, expected: "shape \(shape)", found: "shape \(tensor.shape)")
    }
    return tensor
  }

  /// Writes an adapter that PEFT loads; `tensors` are named without the prefix.
  ///
  /// - Throws: `CheckpointError` (`unwritable`).
  public static func write(_ configuration: Configuration, _ tensors: [TensorToWrite], to folder: URL) throws {
    precondition(tensors.allSatisfy { isLoRA($0.name) }, "LoRA tensors only")
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    } catch {
      throw CheckpointError(.unwritable, file: folder, expected: "a folder", found: error.localizedDescription)
    }
    let named = tensors.map { TensorToWrite(prefix + $0.name, type: $0.type, shape: $0.shape, fill: $0.fill) }
    try Checkpoint.write(named, metadata: ["format": "pt"], to: folder.appending(path: weightsName))
    try AdapterFile.write(configuration, to: folder.appending(path: configurationName))
  }

  private static func isLoRA(_ name: String) -> Bool {
    name.hasSuffix(".lora_A.weight") || name.hasSuffix(".lora_B.weight")
  }

  /// Checks that every A has its B, both of the configured rank.
  private func requirePairs(in url: URL) throws {
    for (name, tensor) in tensors.sorted(by: { $0.key < $1.key }) {
      let isA = name.hasSuffix(".lora_A.weight")
      let other = name.dropLast(".lora_A.weight".count) + (isA ? ".lora_B.weight" : ".lora_A.weight")
      guard tensors[String(other)] != nil else {
        throw CheckpointError(
          .missingTensor, file: url, tensor: String(other), expected: "the partner of `\(name)`", found: "none")
      }
      guard tensor.shape.count == 2, tensor.shape[isA ? 0 : 1] == configuration.rank else {
        throw CheckpointError(
          .wrongShape, file: url, tensor: name,
          expected: isA ? "[\(configuration.rank), in]" : "[out, \(configuration.rank)]",
          found: "\(tensor.shape)")
      }
    }
  }
}
