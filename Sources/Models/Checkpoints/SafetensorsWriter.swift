import Foundation
import Tensors

/// A tensor to be written: what the header says of it, and how to get its elements when their turn comes.
public struct TensorToWrite {
  public let name: String
  public let type: TensorType
  public let shape: [Int]
  /// Fills the buffer with the elements, row-major.
  public let fill: (UnsafeMutableBufferPointer<Float>) throws -> Void

  public init(
    _ name: String, type: TensorType = .f32, shape: [Int],
    fill: @escaping (UnsafeMutableBufferPointer<Float>) throws -> Void
  ) {
    self.name = name
    self.type = type
    self.shape = shape
    self.fill = fill
  }

  public init(_ name: String, type: TensorType = .f32, shape: [Int], _ values: [Float]) {
    self.init(name, type: type, shape: shape) { buffer in
      precondition(values.count == buffer.count, "\(values.count) values for shape \(shape)")
      _ = buffer.update(fromContentsOf: values)
    }
  }

  /// The number of elements.
  var count: Int { shape.reduce(1, *) }

  var byteCount: Int { count / type.block.elements * type.block.bytes }

  /// The encoded elements. One tensor at a time is in memory.
  func encoded() throws -> [UInt8] {
    var values = [Float](repeating: 0, count: count)
    try values.withUnsafeMutableBufferPointer { try fill($0) }
    return type.encoded(values)
  }
}

extension Checkpoint {
  /// Writes a safetensors file: widest elements first, then by name, so that equal contents give equal bytes.
  ///
  /// - Parameter tensors: of type F32, F16 or BF16, each name once.
  /// - Throws: `CheckpointError` (`unwritable`); an earlier file of that name is then untouched.
  public static func write(_ tensors: [TensorToWrite], metadata: [String: String] = [:], to url: URL) throws {
    let sorted = tensors.sorted { ($1.type.block.bytes, $0.name) < ($0.type.block.bytes, $1.name) }
    precondition(Set(sorted.map(\.name)).count == sorted.count, "a name twice in \(sorted.map(\.name))")
    precondition(sorted.allSatisfy { $0.type.canBeWritten && !$0.type.isQuantised }, "safetensors of F32, F16, BF16")
    let header = try header(sorted, metadata)
    let file = try AtomicFile(url)
    try file.append(littleEndianBytes(UInt64(header.count)) + header)
    for tensor in sorted { try file.append(tensor.encoded()) }
    try file.commit()
  }

  private static func header(_ tensors: [TensorToWrite], _ metadata: [String: String]) throws -> [UInt8] {
    func quoted(_ text: String) throws -> String {
      let encoder = JSONEncoder()
      encoder.outputFormatting = .withoutEscapingSlashes
      return String(decoding: try encoder.encode(text), as: UTF8.self)
    }
    var members: [String] = []
    if !metadata.isEmpty {
      let pairs = try metadata.sorted { $0.key < $1.key }.map { try "\(quoted($0.key)):\(quoted($0.value))" }
      members.append("\"\(Safetensors.metadataKey)\":{\(pairs.joined(separator: ","))}")
    }
    var offset = 0
    for tensor in tensors {
      let shape = tensor.shape.map(String.init).joined(separator: ",")
      let end = offset + tensor.byteCount
      members.append(
        try
          "\(quoted(tensor.name)):{\"dtype\":\"\(tensor.type.rawValue)\",\"shape\":[\(shape)],\"data_offsets\":[\(offset),\(end)]}"
      )
      offset = end
    }
    var header = Array("{\(members.joined(separator: ","))}".utf8)
    while !header.count.isMultiple(of: 8) { header.append(32) }
    return header
  }
}

extension TensorType {
  /// The types that can be written: plain floats, and the two simplest quantised ones.
  var canBeWritten: Bool { encoding?.isWritable == true }

  /// The bytes of `values`, rounded to nearest; whole blocks of a type that `canBeWritten`.
  func encoded(_ values: [Float]) -> [UInt8] {
    guard let encoding, encoding.isWritable else { preconditionFailure("\(values.count) values as \(self)") }
    return [UInt8](unsafeUninitializedCapacity: encoding.bytes(of: values.count)) { bytes, filled in
      filled = bytes.count
      if let target = bytes.baseAddress { encoding.encode(values, into: target, count: values.count) }
    }
  }
}

/// The bytes of an integer, lowest first.
func littleEndianBytes<T: FixedWidthInteger>(_ value: T) -> [UInt8] {
  withUnsafeBytes(of: value.littleEndian) { Array($0) }
}
