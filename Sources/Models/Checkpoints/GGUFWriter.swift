import Foundation

extension Checkpoint {
  /// Writes a GGUF file of version 3 with tensors of type F32, F16, BF16, Q8_0 or Q4_0.
  ///
  /// - Parameter metadata: `integer` becomes u32 where it fits, else i64; `real` f32, as llama.cpp expects.
  /// - Throws: `CheckpointError` (`unwritable`); an earlier file of that name is then untouched.
  public static func writeGGUF(
    _ tensors: [TensorToWrite], metadata: [String: MetadataValue], to url: URL
  ) throws {
    precondition(tensors.allSatisfy { $0.type.canBeWritten }, "GGUF of F32, F16, BF16, Q8_0, Q4_0")
    precondition(Set(tensors.map(\.name)).count == tensors.count, "a name twice in \(tensors.map(\.name))")
    let alignment = metadata[GGUF.alignmentKey]?.integer ?? GGUF.usualAlignment
    var header = GGUFHeader()
    header.bytes += GGUF.magic
    header.append(GGUF.version)
    header.append(UInt64(tensors.count))
    header.append(UInt64(metadata.count))
    for (key, value) in metadata.sorted(by: { $0.key < $1.key }) { header.append(key, value) }
    var offset = 0
    for tensor in tensors {
      header.append(tensor, offset: offset)
      offset = GGUF.aligned(offset + tensor.byteCount, to: alignment)
    }
    let file = try AtomicFile(url)
    try file.append(header.bytes)
    try file.append(padding(after: header.bytes.count, alignment))
    for tensor in tensors {
      try file.append(tensor.encoded())
      try file.append(padding(after: tensor.byteCount, alignment))
    }
    try file.commit()
  }

  private static func padding(after count: Int, _ alignment: Int) -> [UInt8] {
    [UInt8](repeating: 0, count: GGUF.aligned(count, to: alignment) - count)
  }
}

private struct GGUFHeader {
  var bytes: [UInt8] = []

  mutating func append<T: FixedWidthInteger>(_ value: T) { bytes += littleEndianBytes(value) }

  mutating func append(_ text: String) {
    append(UInt64(text.utf8.count))
    bytes += text.utf8
  }

  mutating func append(_ tensor: TensorToWrite, offset: Int) {
    append(tensor.name)
    append(UInt32(tensor.shape.count))
    for size in tensor.shape.reversed() { append(UInt64(size)) }
    append(GGUF.typeCodes[tensor.type] ?? 0)
    append(UInt64(offset))
  }

  mutating func append(_ key: String, _ value: MetadataValue) {
    append(key)
    switch value {
    case .flag(let flag): append(code: .flag) { $0.append(UInt8(flag ? 1 : 0)) }
    case .real(let real): append(code: .f32) { $0.append(Float(real).bitPattern) }
    case .text(let text): append(code: .text) { $0.append(text) }
    case .integer(let integer):
      if let narrow = UInt32(exactly: integer) {
        append(code: .u32) { $0.append(narrow) }
      } else {
        append(code: .i64) { $0.append(Int64(integer)) }
      }
    case .flags(let flags): append(flags, code: .flag) { $0.append(UInt8($1 ? 1 : 0)) }
    case .reals(let reals): append(reals, code: .f32) { $0.append(Float($1).bitPattern) }
    case .texts(let texts): append(texts, code: .text) { $0.append($1) }
    case .integers(let integers):
      if integers.allSatisfy({ Int32(exactly: $0) != nil }) {
        append(integers, code: .i32) { $0.append(Int32(truncatingIfNeeded: $1)) }
      } else {
        append(integers, code: .i64) { $0.append(Int64($1)) }
      }
    }
  }

  private mutating func append(code: GGUF.ValueCode, _ value: (inout Self) -> Void) {
    append(code.rawValue)
    value(&self)
  }

  private mutating func append<T>(_ values: [T], code: GGUF.ValueCode, _ element: (inout Self, T) -> Void) {
    append(GGUF.ValueCode.array.rawValue)
    append(code.rawValue)
    append(UInt64(values.count))
    for value in values { element(&self, value) }
  }
}
