import Foundation

/// Files of `torch.save`: an archive with a pickle and one member per storage, or (before PyTorch 1.6) pickles in a row
/// with the storages behind them. Names of dictionaries and lists within others are joined by dots; what is no tensor
/// goes into the metadata.
extension Checkpoint {
  private static let pickleMember = "/data.pkl"
  private static let byteOrderMember = "byteorder"
  private static let legacyMagic = "1950a86a20f9469cfc6c"
  private static let legacyProtocol = 1001

  init(pytorchArchive file: MappedFile) throws {
    let archive = try ZipArchive(file)
    guard let pickle = archive.members.first(where: { $0.key.hasSuffix(Self.pickleMember) }) else {
      throw CheckpointError(.malformed, file: file.url, expected: "an archive with a member data.pkl", found: "none")
    }
    let folder = String(pickle.key.dropLast(Self.pickleMember.count)) + "/"
    if let order = archive.members[folder + Self.byteOrderMember], !file.slice(order).elementsEqual("little".utf8) {
      throw CheckpointError(.unsupported, file: file.url, expected: "little-endian storages", found: "others")
    }
    var reader = Pickle(ByteCursor(file, in: pickle.value))
    let contents = try PyTorchContents(try reader.next(), of: reader)
    try self.init(contents, file: file) { storage in
      guard let range = archive.members[folder + "data/" + storage.key] else {
        throw CheckpointError(
          .truncated, file: file.url, expected: "an archive member data/\(storage.key)", found: "none")
      }
      return range
    }
  }

  init(pytorchLegacy file: MappedFile) throws {
    var reader = Pickle(ByteCursor(file))
    guard try reader.next() == .text(Self.legacyMagic), try reader.next() == .integer(Self.legacyProtocol) else {
      throw CheckpointError(
        .unsupported, file: file.url, expected: "PyTorch's magic number and protocol \(Self.legacyProtocol)",
        found: "another pickle")
    }
    _ = try reader.next()
    let contents = try PyTorchContents(try reader.next(), of: reader)
    guard case .list(let keys) = try reader.next() else {
      throw reader.fault("the list of storages", "something else")
    }
    let ranges = try Self.storages(reader.sequences[keys], contents, from: reader.cursor)
    try self.init(contents, file: file) { storage in
      guard let range = ranges[storage.key] else {
        throw CheckpointError(.malformed, file: file.url, expected: "storage \(storage.key)", found: "none")
      }
      return range
    }
  }

  /// Where the storages lie that stand behind the pickles, each after its number of elements.
  private static func storages(
    _ keys: [Pickle.Value], _ contents: PyTorchContents, from start: ByteCursor
  ) throws -> [String: Range<Int>] {
    var cursor = start
    let types = Dictionary(contents.tensors.map { ($0.1.storage.key, $0.1.storage.type) }) { first, _ in first }
    var ranges: [String: Range<Int>] = [:]
    for key in keys {
      guard case .text(let key) = key, let type = types[key] else {
        throw CheckpointError(
          .unsupported, file: cursor.file.url, expected: "storages of tensors only", found: "\(key)")
      }
      let count = try cursor.count("number of elements of storage \(key)")
      let begin = cursor.offset
      let (bytes, overflow) = count.multipliedReportingOverflow(by: type.block.bytes)
      _ = try cursor.bytes(overflow ? .max : bytes, "storage \(key)")
      ranges[key] = begin..<cursor.offset
    }
    return ranges
  }

  private init(
    _ contents: PyTorchContents, file: MappedFile, storage: (Pickle.Storage) throws -> Range<Int>
  ) throws {
    let tensors = try contents.tensors.map { name, tensor in
      let range = try storage(tensor.storage)
      let (offset, overflow) = tensor.offset.multipliedReportingOverflow(by: tensor.storage.type.block.bytes)
      guard !overflow, offset >= 0, offset <= range.count else {
        throw CheckpointError(
          .truncated, file: file.url, tensor: name, expected: "an offset within storage \(tensor.storage.key)",
          found: "\(tensor.offset)")
      }
      let stored = try StoredTensor(
        name: name, type: tensor.storage.type, shape: tensor.shape, strides: tensor.strides,
        offset: range.lowerBound + offset, in: file)
      guard stored.range.upperBound <= range.upperBound else {
        throw CheckpointError(
          .truncated, file: file.url, tensor: name,
          expected: "\(stored.byteCount) bytes from element \(tensor.offset) of storage \(tensor.storage.key)",
          found: "a storage of \(range.count) bytes")
      }
      return stored
    }
    try self.init(url: file.url, format: .pytorch, metadata: contents.metadata, tensors: tensors)
  }
}

/// The tensors and plain values of an unpickled dictionary, by their joined names.
struct PyTorchContents {
  private(set) var tensors: [(String, Pickle.Tensor)] = []
  private(set) var metadata: [String: MetadataValue] = [:]

  /// Far beyond any state dictionary; a file that goes beyond it refers to its own dictionaries over and over.
  private static let deepest = 16
  private static let most = 1_000_000

  init(_ root: Pickle.Value, of pickle: Pickle) throws {
    guard case .dictionary = root else { throw pickle.fault("a dictionary of tensors", "something else") }
    var visited = 0
    try add(root, name: [], pickle, &visited)
  }

  private mutating func add(_ value: Pickle.Value, name: [String], _ pickle: Pickle, _ visited: inout Int) throws {
    visited += 1
    guard name.count <= Self.deepest, visited <= Self.most else {
      throw pickle.fault("at most \(Self.most) values, \(Self.deepest) dictionaries deep", "more")
    }
    let joined = name.joined(separator: ".")
    switch value {
    case .dictionary(let index):
      for (key, value) in pickle.dictionaries[index] {
        switch key {
        case .text(let key): try add(value, name: name + [key], pickle, &visited)
        case .integer(let key): try add(value, name: name + [String(key)], pickle, &visited)
        default: throw pickle.fault("text or integers as keys", "another key in `\(joined)`")
        }
      }
    case .tensor(let tensor): tensors.append((joined, tensor))
    case .flag(let flag): metadata[joined] = .flag(flag)
    case .integer(let integer): metadata[joined] = .integer(integer)
    case .real(let real): metadata[joined] = .real(real)
    case .text(let text): metadata[joined] = .text(text)
    case .list(let index), .tuple(let index):
      for (place, value) in pickle.sequences[index].enumerated() {
        try add(value, name: name + [String(place)], pickle, &visited)
      }
    case .none, .callable, .storage, .mark: break
    }
  }
}
