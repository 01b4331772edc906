import Foundation

/// safetensors: eight bytes of header length, a JSON header, the data (github.com/huggingface/safetensors, "Format").
enum Safetensors {
  /// The limit that the reference reader sets.
  static let longestHeader = 100_000_000
  static let metadataKey = "__metadata__"

  /// What the header says of one tensor.
  struct Entry {
    var name: String
    var type: String
    var shape: [Int]
    var begin: Int
    var end: Int
  }
}

extension Checkpoint {
  /// - Throws: `CheckpointError` where the reference reader refuses the file as well: holes and overlaps included.
  init(safetensors file: MappedFile) throws {
    var cursor = ByteCursor(file)
    let length = try cursor.count("header length")
    guard length <= Safetensors.longestHeader else {
      throw CheckpointError(
        .malformed, file: file.url, expected: "a safetensors header of at most \(Safetensors.longestHeader) bytes",
        found: "one of \(length)")
    }
    _ = try cursor.bytes(length, "header")
    let data = cursor.offset
    var header = SafetensorsHeader(file, in: data - length..<data)
    try header.parse()
    let tensors = try header.entries.map { entry in try Self.tensor(entry, dataAt: data, in: file) }
    try Self.requireTiling(tensors, from: data, in: file)
    try self.init(
      url: file.url, format: .safetensors, metadata: header.metadata.mapValues { .text($0) }, tensors: tensors)
  }

  private static func tensor(_ entry: Safetensors.Entry, dataAt data: Int, in file: MappedFile) throws -> StoredTensor {
    guard let type = TensorType(rawValue: entry.type), !type.isQuantised else {
      throw CheckpointError(
        .unsupported, file: file.url, tensor: entry.name,
        expected: "type \(TensorType.allCases.filter { !$0.isQuantised }.map(\.rawValue).joined(separator: ", "))",
        found: entry.type)
    }
    guard entry.begin <= entry.end, entry.end <= file.bytes.count - data else {
      throw CheckpointError(
        .truncated, file: file.url, tensor: entry.name,
        expected: "offsets within the \(file.bytes.count - data) bytes of data", found: "[\(entry.begin), \(entry.end)]"
      )
    }
    let tensor = try StoredTensor(
      name: entry.name, type: type, shape: entry.shape, offset: data + entry.begin, in: file)
    guard tensor.byteCount == entry.end - entry.begin else {
      throw CheckpointError(
        .malformed, file: file.url, tensor: entry.name,
        expected: "\(tensor.byteCount) bytes for \(entry.type) of shape \(entry.shape)",
        found: "offsets [\(entry.begin), \(entry.end)]")
    }
    return tensor
  }

  /// Checks that the tensors fill the data without holes or overlaps.
  private static func requireTiling(_ tensors: [StoredTensor], from data: Int, in file: MappedFile) throws {
    var end = data
    for tensor in tensors.sorted(by: {
      ($0.range.lowerBound, $0.range.upperBound) < ($1.range.lowerBound, $1.range.upperBound)
    }) {
      guard tensor.range.lowerBound == end else {
        throw CheckpointError(
          tensor.range.lowerBound < end ? .overlap : .malformed, file: file.url, tensor: tensor.name,
          expected: "data from byte \(end), where the tensor before it ends", found: "byte \(tensor.range.lowerBound)")
      }
      end = tensor.range.upperBound
    }
    guard end == file.bytes.count else {
      throw CheckpointError(
        .malformed, file: file.url, expected: "tensors up to the end at byte \(file.bytes.count)",
        found: "the last one ending at byte \(end)")
    }
  }
}
