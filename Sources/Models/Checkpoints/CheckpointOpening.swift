import Foundation

extension Checkpoint {
  /// What Hugging Face repositories call their weights, in the order of preference.
  private static let folderNames = [
    "model.safetensors.index.json", "model.safetensors", "pytorch_model.bin.index.json", "pytorch_model.bin",
  ]

  /// Opens a file of any format, an index of shards (`*.index.json`), or a folder that holds either.
  ///
  /// The format comes from the first bytes, not from the name.
  ///
  /// - Throws: `CheckpointError`.
  public init(at url: URL) throws {
    var isFolder: ObjCBool = false
    if FileManager.default.fileExists(atPath: url.path, isDirectory: &isFolder), isFolder.boolValue {
      try self.init(at: Self.weights(in: url))
    } else if url.lastPathComponent.hasSuffix(".index.json") {
      try self.init(index: url)
    } else {
      try self.init(file: MappedFile(url))
    }
  }

  private init(file: MappedFile) throws {
    if file.begins(with: GGUF.magic) {
      try self.init(gguf: file)
    } else if file.begins(with: ZipArchive.magic) {
      try self.init(pytorchArchive: file)
    } else if Pickle.begins(file) {
      try self.init(pytorchLegacy: file)
    } else if Llama2C.fits(file) {
      try self.init(llama2c: file)
    } else {
      try self.init(safetensors: file)
    }
  }

  private static func weights(in folder: URL) throws -> URL {
    let files = FileManager.default
    for name in folderNames where files.fileExists(atPath: folder.appending(path: name).path) {
      return folder.appending(path: name)
    }
    let others = ((try? files.contentsOfDirectory(atPath: folder.path)) ?? []).sorted().filter { name in
      [".safetensors", ".gguf", ".bin", ".pt", ".pth"].contains { name.hasSuffix($0) }
    }
    guard let only = others.first, others.count == 1 else {
      throw CheckpointError(
        .unreadable, file: folder,
        expected: "one of \(folderNames.joined(separator: ", ")) or a single file of weights",
        found: others.isEmpty ? "none" : others.joined(separator: ", "))
    }
    return folder.appending(path: only)
  }

  /// Opens the shards that an index names, and checks that they hold what it promises.
  private init(index url: URL) throws {
    struct Index: Decodable {
      let shards: [String: String]

      enum CodingKeys: String, CodingKey {
        case shards = "weight_map"
      }
    }
    let index: Index
    do {
      index = try JSONDecoder().decode(Index.self, from: MappedFile.contents(of: url))
    } catch let error as CheckpointError {
      throw error
    } catch {
      throw CheckpointError(.malformed, file: url, expected: "JSON with `weight_map`", found: "\(error)")
    }
    let folder = url.deletingLastPathComponent()
    let shards = try Set(index.shards.values).sorted().map { name in
      guard name == URL(filePath: name).lastPathComponent, !name.hasSuffix(".json") else {
        throw CheckpointError(.malformed, file: url, expected: "names of files beside the index", found: name)
      }
      return try Checkpoint(file: MappedFile(folder.appending(path: name)))
    }
    guard let first = shards.first else {
      throw CheckpointError(.malformed, file: url, expected: "at least one shard", found: "none")
    }
    try self.init(
      url: url, format: first.format, metadata: first.metadata, tensors: shards.flatMap { $0.tensors.values })
    for (name, shard) in index.shards.sorted(by: { $0.key < $1.key }) {
      guard try tensor(name).url.lastPathComponent == shard else {
        throw CheckpointError(
          .missingTensor, file: folder.appending(path: shard), tensor: name, expected: "the tensor here",
          found: "it in another shard")
      }
    }
  }
}
